"""What differs between two texts, by character, whatever typesetting did to their lines."""

import re
from dataclasses import dataclass
from enum import StrEnum

from diff_match_patch import diff_match_patch  # type: ignore[import-untyped]  # no types in this package

DIFF_SECONDS = 1.0
PARAGRAPH = "\n"  # in a core: here a paragraph ends
_RUN = re.compile(r"\s+|\S")
_BLANK_LINE = re.compile(r"\s*\n\s*\n\s*")
_LINE_BREAK = re.compile(r"\s*\n\s*")
Step = tuple[int, str]  # −1 only in the old text, 0 in both, 1 only in the new one


class Kind(StrEnum):
    """In which of the texts a piece stands."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"
    ELSEWHERE = "elsewhere"  # the other has it too, in another place


_KINDS = {0: Kind.SAME, 1: Kind.ADDED}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text."""

    text: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class _Core:
    """A text without its spaces and line breaks; ``starts`` are the places of its characters in the text."""

    text: str
    characters: str
    starts: tuple[int, ...]

    def stretch(self, first: int, last: int) -> str:
        """The text of the characters from ``first`` to before ``last``, with the spaces and line breaks after each."""
        start = self.starts[first] if first else 0
        return self.text[start : self.starts[last] if last < len(self.starts) else len(self.text)]


def steps(old: str, new: str) -> list[Step]:
    """From ``old`` to ``new``, stretch by stretch; after a second of thinking as well as it has got."""
    engine = diff_match_patch()
    engine.Diff_Timeout = DIFF_SECONDS
    found: list[Step] = engine.diff_main(old, new)
    engine.diff_cleanupSemantic(found)
    return found


def pieces(old: str, new: str, *, paragraphs: bool = True) -> list[Piece]:
    """``new`` in pieces, with what only ``old`` has between them.

    Spaces and single line breaks do not count; where one text ends a paragraph and the other does not, ``¶`` stands for
    it, unless ``paragraphs`` do not count either. Those that are the same or added make ``new`` again.
    """
    before, after = _core(old, paragraphs=paragraphs), _core(new, paragraphs=paragraphs)
    result, at, then = [], 0, 0
    for side, characters in steps(before.characters, after.characters):
        end = len(characters)
        if side < 0:
            result.append(Piece(_removed(before.stretch(then, then + end)), Kind.REMOVED))
        else:
            text = after.stretch(at, at + end)
            result.append(Piece(_added(text), Kind.ADDED) if side and paragraphs else Piece(text, _KINDS[side]))
        at, then = at + (end if side >= 0 else 0), then + (end if side <= 0 else 0)
    return result


def is_changed(found: list[Piece]) -> bool:
    """Whether any of the pieces stands in one of the texts only."""
    return any(piece.kind in (Kind.REMOVED, Kind.ADDED) for piece in found)


def _core(text: str, *, paragraphs: bool) -> _Core:
    counted = [
        (PARAGRAPH if run.isspace() else run, found.start())
        for found in _RUN.finditer(text)
        if not (run := found[0]).isspace() or (paragraphs and run.count("\n") > 1)
    ]
    return _Core(text, "".join(run for run, _at in counted), tuple(at for _run, at in counted))


def _added(text: str) -> str:
    return _BLANK_LINE.sub(lambda found: "¶" + found[0], text)


def _removed(text: str) -> str:
    """As it stands between other text: on one line."""
    return _LINE_BREAK.sub("", _BLANK_LINE.sub("¶", text))
