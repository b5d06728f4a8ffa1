"""Captions of the pictures on a page of a PDF, by their place, type size and words.

Convention: a caption stands right under its picture or beside it, in small type, and ends with who took it (某某 摄).
"""

import re
from collections.abc import Sequence

from articles.parser.frames import Frame, frame_of
from articles.parser.regions import touches

REACH_EM = 2.0
MOST_LINES = 8
SMALL_TYPE = 0.95
CREDITED = r"摄(?:影报道|影)?(?:[（(][^（）()]{2,8})?[）)]?$"
WORDS = re.compile(rf"^(?:[▲▼△▽↑↓←→◀▶①-⑨]|(?:上|下|左|右)?图[：为一二三四①②③④])|{CREDITED}")
CREDIT = re.compile(CREDITED)


def is_caption(frame: Frame, others: Sequence[Frame], body: float) -> bool:
    """Whether a frame in small type, or with a caption's words, stands right under a picture among others, or beside it."""
    if frame.is_picture or len(frame.lines) > MOST_LINES:
        return False
    words = "".join(line.text for line in frame.lines)
    if frame.size > SMALL_TYPE * body and not WORDS.search(words):
        return False
    return any(other.is_picture and touches(other.box, frame.box, REACH_EM * body) for other in others)


def part_captions(frames: Sequence[Frame], pictures: Sequence[Frame], body: float) -> tuple[list[Frame], list[Frame]]:
    """Frames of running text, and the captions that stand over some of them as their first lines, or alone."""
    text: list[Frame] = []
    captions: list[Frame] = []
    for frame in frames:
        ends = credit_line(frame) if is_caption(first_lines(frame), pictures, body) else 0
        if ends:
            captions.append(frame_of(frame.lines[:ends]))
        if ends < len(frame.lines):
            text.append(frame_of(frame.lines[ends:]) if ends else frame)
    return text, captions


def first_lines(frame: Frame) -> Frame:
    """The part of a frame that ends with a credit, or all of it."""
    return frame_of(frame.lines[: credit_line(frame) or len(frame.lines)])


def credit_line(frame: Frame) -> int:
    """The number of the line among the first ones that ends with who took a picture; 0 if none does."""
    lines = enumerate(frame.lines[:MOST_LINES], 1)
    return next((number for number, line in lines if CREDIT.search(line.text)), 0)
