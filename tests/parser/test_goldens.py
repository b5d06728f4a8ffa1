"""Pages of our own, one for each thing that the parser must know, and what it makes of them.

A golden file holds the raw page, a line ``---``, and the result. ``pytest --update-goldens`` writes the results anew:
look at the difference before you keep it.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from articles.parser import parse_page
from articles.parser.report import ranges
from articles.parser.types import Draft, ParsedPage

GOLDENS = sorted(Path(__file__).with_name("goldens").glob("*.txt"))
SEPARATOR = "\n---\n"


@pytest.mark.parametrize("path", GOLDENS, ids=lambda path: path.stem)
def test_page_is_parsed_as_its_golden_file_says(path: Path, request: pytest.FixtureRequest) -> None:
    raw, _, expected = path.read_text(encoding="utf-8").partition(SEPARATOR)

    result = "\n".join(render(parse_page(raw))) + "\n"

    if request.config.getoption("--update-goldens"):
        path.write_text(raw.rstrip("\n") + SEPARATOR + result, encoding="utf-8")
    else:
        assert result == expected


def render(page: ParsedPage) -> Iterator[str]:
    """A parsed page in lines that a person reads."""
    for number, draft in enumerate(page.articles, 1):
        yield f"article {number}, lines {spans(draft.lines)}"
        yield from render_draft(draft)
    outside = {"labels": "、".join(page.labels), "furniture": spans(page.furniture), "leftover": spans(page.leftover)}
    folio = page.folio
    outside["folio"] = " · ".join(
        str(part) for part in (folio.date, folio.page, folio.page_name, folio.publication) if part
    )
    outside["notes"] = ", ".join(note.code for note in page.notes)
    yield "page"
    yield from (f"  {name}: {value}" for name, value in outside.items() if value)


def render_draft(draft: Draft) -> Iterator[str]:
    """The fields of a draft that hold something."""
    fields = {
        "section": draft.section,
        "kicker": draft.kicker,
        "headline": draft.headline,
        "subtitle": draft.subtitle,
        "dateline": draft.dateline,
        "place": draft.place,
        "people": "、".join(f"{person.role} {person.name}".strip() for person in draft.contributors),
        "from page": draft.continued_from,
        "to page": draft.continued_to,
    }
    yield from (f"  {name}: {value}" for name, value in fields.items() if value)
    yield from (f"  {block.kind}: {block.text}" for block in draft.body)
    if draft.notes:
        yield "  notes: " + ", ".join(note.code for note in draft.notes)


def spans(numbers: tuple[int, ...]) -> str:
    """Line numbers as ``1–8, 10``."""
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in ranges(numbers))
