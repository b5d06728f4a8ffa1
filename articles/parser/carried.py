"""What no field of a draft carries is left over: text never hides on an article's lines."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from articles.parser.rows import Row
from articles.parser.types import Draft
from articles.parser.typeset import bare

JUMP = re.compile(r"(?:下转|上接)第.{1,3}?版")
# Marks and words that say what a line is; the fields hold what they stand for.
SIGNS = re.compile(r"据?(?:本报|新华社|中新社)|[（()）【】〖〗〔〕\[\]■●◆▲★□◎▶►‖：/／、，]")


def row_by_line(rows: Iterable[Row]) -> dict[int, Row]:
    """The row that each raw line carries."""
    return {number: row for row in rows for number in row.lines}


def without_untold(draft: Draft, rows: Mapping[int, Row]) -> Draft:
    """The draft without the raw lines of which no field tells anything."""
    held = {row.lines: plain(row.text) for number in draft.lines if (row := rows.get(number))}
    text = "".join(held.values())
    told = plain("".join(fields_of(draft))) + "".join(JUMP.findall(text))
    torn, rest = [], told
    for line in held.values():
        rest, whole = (rest.replace(line, " ", 1), True) if line in rest else (rest, False)
        if not whole:
            torn.append(line)
    if not Counter("".join(torn)) - Counter(rest):  # as mostly: to count all takes long
        return draft
    printed, needed = Counter(text), Counter(told)
    missing = printed - needed
    for numbers, text in held.items():
        own = Counter(text)
        if text not in told and own & missing and not needed - (printed - own):
            printed -= own
            draft = replace(draft, lines=tuple(number for number in draft.lines if number not in numbers))
    return draft


def fields_of(draft: Draft) -> Iterable[str]:
    """All that the fields of a draft tell."""
    yield from (draft.kicker, draft.headline, draft.subtitle, draft.section, draft.dateline)
    yield from (person.role + person.name for person in draft.contributors)
    yield from (block.text for block in draft.body)


def plain(text: str) -> str:
    """A text without spaces and the marks that fields may leave out."""
    return SIGNS.sub("", bare(text))
