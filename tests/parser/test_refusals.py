"""Pages that are not guessed at."""

import random
from dataclasses import replace

from articles.parser import parse_page
from tests.generator import generate_page, random_style


def test_plain_pages_are_not_taken_for_mixed_columns() -> None:
    noted = [seed for seed in range(40) if "columns-mixed" in notes(generate_page(seed).text)]

    assert noted == []


def test_lines_read_across_wide_gaps_are_refused() -> None:
    lines = [f"河湾县召开第{number}次植树造林现场会      近日，白杨县举办第{number}届秦腔大赛" for number in range(12)]

    page = parse_page("\n".join(lines))

    assert [note.code for note in page.notes] == ["columns-mixed"]
    assert page.leftover == tuple(range(1, 13))


def test_interleaved_lines_of_a_long_page_are_refused() -> None:
    styles = {seed: replace(random_style(random.Random(seed)), interleaved=True) for seed in range(20)}

    refused = sum("columns-mixed" in notes(generate_page(seed, style=style).text) for seed, style in styles.items())

    assert refused >= 8


def notes(text: str) -> list[str]:
    """The codes of a page's notes."""
    return [note.code for note in parse_page(text).notes]
