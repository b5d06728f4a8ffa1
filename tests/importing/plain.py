"""A parser for tests that says what it is told: stories parted by ``----``, their fields marked at the line's beginning."""

from articles.parser.types import Block, BlockKind, Contributor, Draft, Folio, Note, ParsedPage

MARKS = {"【": "section", "^": "kicker", "#": "headline", "_": "subtitle", "@": "place"}


def parse_plain(text: str, folio: Folio = Folio()) -> ParsedPage:  # noqa: B008  # frozen
    """A page of stories; each unmarked line is a paragraph, ``by`` names a writer, ``from`` and ``to`` jump."""
    stories: list[list[tuple[int, str]]] = [[]]
    for number, line in enumerate(text.split("\n"), start=1):
        if line == "----":
            stories.append([])
        elif line.strip():
            stories[-1].append((number, line))
    return ParsedPage(tuple(draft_of(story) for story in stories), labels=("副刊",), furniture=(), folio=folio)


def draft_of(story: list[tuple[int, str]]) -> Draft:
    """A draft of one story's lines."""
    fields = {MARKS[line[0]]: line[1:].strip(" 】") for _, line in story if line[0] in MARKS}
    paragraphs = [line for _, line in story if line[0] not in MARKS and not line.startswith(("by ", "from ", "to "))]
    return Draft(
        **fields,
        contributors=tuple(Contributor("通讯员", line[3:]) for _, line in story if line.startswith("by ")),
        body=tuple(Block(BlockKind.PARAGRAPH, paragraph) for paragraph in paragraphs),
        notes=() if "headline" in fields else (Note("headline-missing"),),
        confidence={"headline": 0.9},
        lines=tuple(number for number, _ in story),
        continued_from=next((int(line[5:]) for _, line in story if line.startswith("from ")), None),
        continued_to=next((int(line[3:]) for _, line in story if line.startswith("to ")), None),
    )
