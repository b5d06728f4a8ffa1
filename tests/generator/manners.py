"""The habits of extractors: blank lines, leading spaces, cut numbers, ``\\r\\n`` and ``\\f``."""

import random
import re

from tests.generator.layout import Row
from tests.generator.style import Leading, Manner, Style

_NUMBER_INSIDE = re.compile(r"(?<=[^\d\s.%A-Za-z])(?=\d)")


def extract(rows: list[Row], rng: random.Random, style: Style) -> tuple[str, list[int | None]]:
    """The raw text, and for each raw line the story it belongs to (None for a blank line)."""
    lines: list[str] = []
    owners: list[int | None] = []
    for row in rows:
        for text in _cut(row.text, rng, style):
            lines.append(_padded(text, row, rng, style))
            owners.append(row.story)
            if _blank_follows(text, rng, style):
                lines.append("")
                owners.append(None)
    if style.form_feed:
        lines.append("\f")
        owners.append(None)
    return ("\r\n" if style.crlf else "\n").join(lines), owners


def _cut(text: str, rng: random.Random, style: Style) -> list[str]:
    """pdfium now and then begins a new line before a number: ``“从`` / ``0 到1 ”的``."""
    if style.split_numbers and rng.random() < style.split_numbers:
        place = _NUMBER_INSIDE.search(text, 2)
        if place:
            return [text[: place.start()], text[place.start() :]]
    return [text]


def _padded(text: str, row: Row, rng: random.Random, style: Style) -> str:
    if style.manner is Manner.MUPDF and row.opens and rng.random() < 0.4:
        return " " + text
    if style.manner is Manner.PDFIUM and text[-1:].isdigit():
        return text + " "
    return text


def _blank_follows(text: str, rng: random.Random, style: Style) -> bool:
    if style.leading is Leading.NONE:
        return False
    if style.leading is Leading.SOME:
        return rng.random() < 0.2
    return not text[-1:].isdigit() or rng.random() < 0.2
