"""A parsed page for people and programs: as JSON-ready values, and as lines to read."""

from collections.abc import Iterable, Iterator, Sequence

from articles.parser.byline import split_role
from articles.parser.classify import seen_rows
from articles.parser.pipeline import Sheet
from articles.parser.printed import PageSource
from articles.parser.rules import RULES
from articles.parser.types import Contributor, Draft, ParsedPage

JsonValue = str | int | float | list["JsonValue"] | dict[str, "JsonValue"]


def page_values(source: str, page: ParsedPage, printed: PageSource | None = None) -> dict[str, JsonValue]:
    """A page in the form that ``score_pages.py --help`` describes; one of a PDF with its number there and its text."""
    read: dict[str, JsonValue] = {"page": printed.number, "raw": printed.raw} if printed else {}
    return {
        "source": source,
        **read,
        "labels": list(page.labels),
        "furniture": list(page.furniture),
        "leftover": list(page.leftover),
        "notes": [note.code for note in page.notes],
        "articles": [draft_values(draft) for draft in page.articles],
    }


def draft_values(draft: Draft) -> dict[str, JsonValue]:
    """An article of that form."""
    return {
        "kicker": draft.kicker,
        "headline": draft.headline,
        "subtitle": draft.subtitle,
        "section": draft.section,
        "place": draft.place,
        "contributors": list(contributor_values(draft.contributors)),
        "body": [{"type": block.kind.value, "text": block.text} for block in draft.body],
        "flags": [note.code for note in draft.notes],
        "confidence": dict(draft.confidence),
        "lines": [list(span) for span in ranges(draft.lines)],
        **({"zones": [[list(corner) for corner in zone] for zone in draft.zones]} if draft.zones else {}),
    }


def contributor_values(people: Sequence[Contributor]) -> Iterator[JsonValue]:
    """The people; the paper of the first in a row from another one stands before his name, as it is printed."""
    last = ""
    for person in people:
        house, role = split_role(person.role)
        yield {"role": role, "name": f"{house} {person.name}" if house and person.role != last else person.name}
        last = person.role


def ranges(lines: Iterable[int]) -> list[tuple[int, int]]:
    """Ascending numbers as ranges, both ends in."""
    spans: list[tuple[int, int]] = []
    for number in lines:
        if spans and number == spans[-1][1] + 1:
            spans[-1] = (spans[-1][0], number)
        else:
            spans.append((number, number))
    return spans


def explained(sheet: Sheet) -> Iterator[str]:
    """A line for each raw line that prints something: role, article, width, text, and the rules that spoke for the role.

    Raw lines that are read as one row, a headline and its shadow or the parts of a torn line, are explained alike.
    """
    if not sheet.roles:
        yield ", ".join(note.code for note in sheet.page.notes)
        return
    owner = {number: f"#{at}" for at, draft in enumerate(sheet.page.articles, 1) for number in draft.lines}
    told: dict[int, str] = {}
    for seen, role in zip(seen_rows(sheet.rows, sheet.measures, sheet.pairs, sheet.profile), sheet.roles, strict=True):
        said = {name: weigh(seen).get(role, 0.0) for name, weigh in RULES}
        spoken = " ".join(f"{name}{weight:+.1f}" for name, weight in said.items() if weight)
        widths = f"{seen.row.width:5.1f}/{seen.measure.before:.1f}/{seen.measure.after:.1f}"
        for number in seen.row.lines:
            told[number] = f"{number:5} {role.name:9} {owner.get(number, '-'):>4} {widths}  {seen.text}  [{spoken}]"
    yield from (told[number] for number in sorted(told))
