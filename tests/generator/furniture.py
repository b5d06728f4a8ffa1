"""What a page prints of itself: date, folio, page name, the paper's name, and the people who made it."""

import random
from datetime import date

from articles.parser.types import Folio
from tests.generator.people import printed_names, writers
from tests.generator.prose import draw
from tests.generator.style import Style
from tests.generator.words import PAGE_NAMES, PAPERS

WEEKDAYS = "一二三四五六日"


def random_folio(rng: random.Random) -> Folio:
    """A made-up paper, a date of the last decades and a page number."""
    printed = date.fromordinal(rng.randrange(date(1995, 1, 1).toordinal(), date(2026, 12, 31).toordinal()))
    return Folio(printed, rng.randrange(1, 17), draw(rng, PAGE_NAMES), draw(rng, PAPERS))


def furniture_lines(folio: Folio, rng: random.Random, style: Style) -> list[str]:
    """The folio on one line or several, and the lines of the page's makers."""
    printed = folio.date or date.min
    gap = " " if style.spaced_digits else ""
    day = f"{printed.year}{gap}年{gap}{printed.month}{gap}月{gap}{printed.day}{gap}日"
    if rng.random() < 0.6:
        day += f" 星期{WEEKDAYS[printed.weekday()]}"
    number = f"第{gap}{folio.page:02}{gap}版" if rng.random() < 0.8 else f"{folio.page:02}"
    parts = [day, folio.page_name, folio.publication, number]
    if rng.random() < 0.5:
        rng.shuffle(parts)
    lines = [" ".join(parts)] if rng.random() < 0.3 and number.endswith("版") else parts
    return lines + _makers(rng, style)


def _makers(rng: random.Random, style: Style) -> list[str]:
    def named(most: int) -> str:
        return printed_names(writers(rng, "", most), style)

    ways: tuple[list[str], ...] = (
        [],
        [f"本版责编：{named(3)}"],
        [f"责任编辑：{named(2)} 版式设计：{named(1)}"],
        [f"责任编辑：{named(1)}", f"版式设计：{named(1)}", f"校对：{named(1)}"],
        [f"本版责编 {named(2)}", f"新闻热线：0{rng.randrange(100, 999)}—{rng.randrange(2000000, 9000000)}"],
    )
    return draw(rng, ways)
