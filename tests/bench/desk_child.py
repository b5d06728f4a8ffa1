"""Loads a large page into the database that the environment names and measures its desk, for ``desk_bench``; prints JSON."""

import datetime as dt
import json
import re
import statistics
import sys
import time
from typing import Any

import django

django.setup()

from django.contrib.auth.models import User  # noqa: E402  # after the setup
from django.test import Client  # noqa: E402

from articles.importing.fill import page_content  # noqa: E402
from articles.importing.identity import Place  # noqa: E402
from articles.importing.load import PageText, load  # noqa: E402
from articles.lines import numbers  # noqa: E402
from articles.models import Article, DeskStep, Page, Publication  # noqa: E402
from articles.parser import parse_page  # noqa: E402
from tests.generator import generate_page  # noqa: E402

RUNS = 5


def page_of(articles: int, lines: int) -> Page:
    """Generated pages, one under the other, until there is enough of both."""
    raw, seed = "", 1
    while True:
        raw, seed = f"{raw}{generate_page(seed).text}\n", seed + 1
        parsed = parse_page(raw)
        if len(parsed.articles) >= articles and sum(bool(line.strip()) for line in raw.split("\n")) >= lines:
            break
    paper = Publication.objects.create(name="青川日报", slug="qc")
    text = PageText(paper, Place(dt.date(2026, 7, 14), 1, ""), raw, "01.txt", "d" * 64, page_content(parsed, raw))
    load(text)
    return Page.objects.get()


def asked(page: Page) -> dict[str, dict[str, Any]]:
    """What is done: its name, and what the form sends."""
    longest = max(page.articles.on_page(), key=lambda article: len(article.body))
    own = [line for line in numbers(longest.source_lines) if page.raw.split("\n")[line - 1].strip()]
    half, other = own[len(own) // 2], page.articles.on_page().exclude(pk=longest.pk).order_by("position")[3]
    return {
        "split": {"act": "split", "line": [half]},
        "merge": {"act": f"merge {other.pk}"},
        "move five lines": {"act": f"move {other.pk}", "line": own[-5:]},
        "subhead": {"act": "subhead", "line": [half]},
        "part a paragraph": {"act": "paragraph", "line": [half]},
        "swap": {"act": f"swap {longest.pk}"},
        "drop": {"act": "drop", "line": own[-2:]},
    }


def milliseconds(client: Client, address: str, sent: dict[str, Any] | None = None, **headers: Any) -> float:
    """How long the answer takes."""
    start = time.perf_counter()
    answer = client.post(address, sent, **headers) if sent else client.get(address)
    spent = (time.perf_counter() - start) * 1000
    assert answer.status_code in (200, 302), answer.content.decode()
    return spent


def seen() -> str:
    return " ".join(f"{key}:{version}" for key, version in Article.objects.values_list("pk", "version"))


def main() -> None:
    """Load, then measure each thing RUNS times after a first one."""
    page = page_of(int(sys.argv[1]), int(sys.argv[2]))
    client = Client(headers={"host": "localhost"})
    client.force_login(User.objects.create_superuser("chief"))
    address, times = f"/admin/articles/page/{page.pk}/desk/", {}
    for _run in range(RUNS + 1):
        times.setdefault("open", []).append(milliseconds(client, address))
    for name, sent in asked(page).items():
        for _run in range(RUNS + 1):
            times.setdefault(name, []).append(milliseconds(client, address, sent | {"seen": seen()}))
            step = DeskStep.objects.standing().first()
            assert step is not None
            times.setdefault("undo", []).append(
                milliseconds(client, address, {"act": f"undo {step.number}", "seen": ""})
            )
    html, key = client.get(address).content.decode(), page.articles.on_page()[0].pk
    fields = dict(re.findall(rf'name="([a-z]+-{key})"[^>]*value="([^"]*)"', html))
    fields |= dict(re.findall(rf'<textarea name="([a-z]+-{key})"[^>]*>\n?([^<]*)', html))
    for run in range(RUNS + 1):
        typed = {"act": "save", "seen": seen()} | fields | {f"headline-{key}": f"手改的题{run}"}
        times.setdefault("save what is typed", []).append(
            milliseconds(client, address, typed, headers={"accept": "application/json"})
        )
    print_lines = sum(bool(line.strip()) for line in page.raw.split("\n"))
    told = {"page": f"{page.articles.on_page().count()} articles, {print_lines} lines"}
    print(json.dumps(told | {name: statistics.median(each[1:]) for name, each in times.items()}))


if __name__ == "__main__":
    main()
