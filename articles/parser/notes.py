"""What an editor should look at in a draft, as codes that the desk words for him."""

from collections.abc import Collection, Iterator

from articles.parser.types import BlockKind, Draft, Note

UNSURE = 0.5


def notes_of(draft: Draft, *, far: bool, doubled: Collection[int]) -> tuple[Note, ...]:
    """The notes of a draft in the order of its fields; ``far`` tells of its headline, ``doubled`` of raw lines printed twice."""
    return (*title_notes(draft, far=far), *text_notes(draft, doubled), *jump_notes(draft))


def title_notes(draft: Draft, *, far: bool) -> Iterator[Note]:
    """Notes on the headline."""
    if not draft.headline:
        yield Note("headline-missing", draft.lines[0])
    elif draft.confidence.get("headline", 1.0) < UNSURE:
        yield Note("headline-unsure", draft.lines[0])
    if far:
        yield Note("headline-far", draft.lines[-1])


def text_notes(draft: Draft, doubled: Collection[int]) -> Iterator[Note]:
    """Notes on names, paragraphs and the dateline."""
    if draft.contributors and draft.confidence.get("contributors", 1.0) < UNSURE:
        yield Note("names-unsure", detail="、".join(person.name for person in draft.contributors))
    if draft.confidence.get("body", 1.0) < UNSURE:
        yield Note("paragraphs-unsure", draft.lines[0])
    if not draft.dateline and not draft.contributors and not is_caption(draft):
        yield Note("no-dateline", draft.lines[0])
    twice = next((number for number in draft.lines if number in doubled), None)
    if twice is not None:
        yield Note("duplicate-line", twice)


def jump_notes(draft: Draft) -> Iterator[Note]:
    """Notes on the other pages that the text runs over."""
    if draft.continued_from is not None:
        yield Note("continued-from", detail=str(draft.continued_from))
    if draft.continued_to is not None:
        yield Note("continued-to", detail=str(draft.continued_to))


def is_caption(draft: Draft) -> bool:
    """Whether the draft is a picture's caption."""
    return any(block.kind is BlockKind.CAPTION for block in draft.body)
