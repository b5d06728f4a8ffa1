"""What is said under an article's pictures, as an editor types it: one line a picture, ``caption ｜ photographer``."""

from collections.abc import Iterable

Pair = tuple[str, str]
BAR = "｜"


def render(pairs: Iterable[Pair]) -> str:
    """The text form of (caption, credit) pairs."""
    return "\n".join(_line(*pair) for pair in pairs)


def parse(text: str) -> list[Pair]:
    """The (caption, credit) pairs that the text form stands for; a line without a bar is all caption."""
    return [_pair(line) for line in text.split("\n")]


def _line(caption: str, credit: str) -> str:
    whole = " ".join(caption.split())
    return f"{whole} {BAR} {credit}".strip() if credit or BAR in whole else whole


def _pair(line: str) -> Pair:
    caption, bar, credit = line.rpartition(BAR)
    return (caption.strip(), credit.strip()) if bar else (line.strip(), "")
