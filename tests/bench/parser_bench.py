"""Measure the text parser: pages a second, cost by stage, scores, reliability of its confidences, growth.

Run as ``python -m tests.bench.parser_bench``. The sample pages lie beside the project, in ``../shared`` or where
``NEWSROOM_SHARED`` says; without them only the growth is measured.
"""

import json
import sys
import time
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from articles.parser import parse_page
from articles.parser.pipeline import STAGES, Sheet
from articles.parser.profile import DEFAULT
from articles.parser.report import draft_values
from articles.parser.types import Draft
from tests.parser.scores import FOLDERS, SHARED, Page, load_scorer, pages_of, score_pages

PERCENT = 100
BANDS = ((0.9, 1.01), (0.8, 0.9), (0.7, 0.8), (0.5, 0.7), (0.0, 0.5))
GROWTH = (625, 1250, 2500, 5000, 10000, 20000)
ROUNDS = 3


@dataclass(frozen=True)
class Checked:
    """A field of a draft: its confidence, and whether it was right."""

    field: str
    confidence: float
    right: bool


def main() -> None:
    """Print all tables."""
    if not SHARED.is_dir():
        sys.stdout.write(
            f"No sample pages in {SHARED}: set NEWSROOM_SHARED to their folder. Only growth is measured.\n"
        )
    else:
        pages = [page for folder in FOLDERS for page in pages_of(folder)]
        show(speed_lines([page.text for page in pages]))
        show(score_lines())
        show(reliability_lines(pages))
    show(growth_lines())


def show(lines: Iterator[str]) -> None:
    """Print lines as they come."""
    for line in lines:
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


def speed_lines(texts: Sequence[str]) -> Iterator[str]:
    """Pages a second on one core in processor time, best of several rounds, and the cost of each stage."""
    rounds = [stage_costs(texts) for _ in range(ROUNDS)]
    best = min(rounds, key=lambda costs: sum(costs.values()))
    total = sum(best.values())
    yield f"\n{len(texts)} pages, {len(texts) / total:.0f} pages/s on one core"
    for name, seconds in best.items():
        yield f"  {name:10} {1000 * seconds / len(texts):6.2f} ms a page  {PERCENT * seconds / total:3.0f} %"


def stage_costs(texts: Sequence[str]) -> dict[str, float]:
    """Processor seconds by stage over all texts."""
    costs = dict.fromkeys((name for name, _ in STAGES), 0.0)
    for text in texts:
        sheet = Sheet(text, DEFAULT)
        for name, stage in STAGES:
            begun = time.process_time()
            stage(sheet)
            costs[name] += time.process_time() - begun
    return costs


def score_lines() -> Iterator[str]:
    """The scores of each folder, whole and by halves."""
    yield ""
    for folder in FOLDERS:
        pages = pages_of(folder)
        halves = [("", pages)] + [
            (f" half {side}", [page for page in pages if half(page.name) == side]) for side in (0, 1)
        ]
        for label, chosen in halves if len(pages) > 1 else halves[:1]:
            yield f"{folder + label:16} " + "  ".join(score_words(score_pages(chosen)))


def score_words(shares: Mapping[str, float]) -> Iterator[str]:
    """A line's columns."""
    for name, value in shares.items():
        yield f"{name} {value:.3f}" if isinstance(value, float) else f"{name} {value}"


def half(name: str) -> int:
    """Which half a page is in: rules are made on half 0 and confirmed on half 1."""
    return zlib.crc32(name.encode()) & 1


def reliability_lines(pages: Sequence[Page]) -> Iterator[str]:
    """How often fields of each confidence are right, over all drafts, those of no gold article counting as wrong."""
    checked = [one for page in pages for one in check_page(page)]
    yield "\nconfidence   fields   right"
    for low, high in BANDS:
        band = [one.right for one in checked if low <= one.confidence < high]
        yield f"{low:.1f} – {min(high, 1.0):.1f}   {len(band):6}   {PERCENT * sum(band) / max(1, len(band)):5.1f} %"
    for field in sorted({one.field for one in checked}):
        sure = [one.right for one in checked if one.field == field and one.confidence >= BANDS[0][0]]
        yield f"  {field:13} {len(sure):5} at 0.9 and more, {PERCENT * sum(sure) / max(1, len(sure)):5.1f} % right"


def check_page(page: Page) -> Iterator[Checked]:
    """Each field of each draft of a page against its gold article."""
    scorer = load_scorer()
    gold = json.loads(page.gold)["articles"]
    drafts = parse_page(page.text).articles
    values = [draft_values(draft) for draft in drafts]
    owner = {predicted: wanted for wanted, predicted in scorer.match(gold, values).items()}
    for number, draft in enumerate(drafts):
        want = gold[owner[number]] if number in owner else None
        for field, right in check_draft(scorer, want, values[number]).items():
            yield Checked(field, confidence_of(draft, field), right)


def confidence_of(draft: Draft, field: str) -> float:
    """The draft's own confidence in a field."""
    return draft.confidence[field]


def check_draft(scorer, want, got) -> dict[str, bool]:  # type: ignore[no-untyped-def]  # the scorer is a script without types
    """For each field whether it is as in the gold article; what gold does not tell is left out."""
    fields = ("kicker", "headline", "subtitle", "section", "place")
    if want is None:
        return dict.fromkeys((*fields, "contributors", "body"), False)
    right = {field: scorer.squeeze(want[field]) == scorer.squeeze(got[field]) for field in fields if field in want}
    names = scorer.names(want["contributors"]), scorer.names(want["contributors"] + want.get("also", []))
    right["contributors"] = scorer.names(got["contributors"]) in names
    right["body"] = scorer.ends(scorer.bare_body(want["body"])) == scorer.ends(scorer.bare_body(got["body"]))
    return right


def growth_lines() -> Iterator[str]:
    """Time for pages of growing length: twice the lines should take twice the time."""
    yield "\n  lines   seconds   ms a line"
    for count in GROWTH:
        text = long_page(count)
        begun = time.process_time()
        parse_page(text)
        seconds = time.process_time() - begun
        yield f"{count:7} {seconds:9.2f} {1000 * seconds / count:11.4f}"


def long_page(lines: int) -> str:
    """A page of made-up reports, as many lines long as wanted."""
    story = [
        "某镇召开第{n}次春耕现场会",
        "本报某镇讯（通讯员甄真）三月{n}日，",
        "某镇在河湾村召开春耕生产现场会，全镇各",
        "村负责人参加会议并实地察看了麦田返青和",
        "农资储备情况，交流了好做法。",
        "会议要求，各村要抢抓农时，备足种子",
        "化肥，检修农机具，确保满栽满种。",
        "",
    ]
    whole = [line.format(n=number) for number in range(1 + lines // len(story)) for line in story]
    return "\n".join(whole[:lines])


if __name__ == "__main__":
    main()
