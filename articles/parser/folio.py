"""The folio (报眉): date, page number, page name and paper name, where the page prints them."""

import re
from collections.abc import Iterable
from datetime import date

from articles.parser.jumps import page_number
from articles.parser.types import Folio
from articles.parser.typeset import HAN

DAY = r"(?:\d{4} ?年 ?\d{1,2} ?月 ?\d{1,2} ?日|\d{4}[-./]\d{1,2}[-./]\d{1,2})"
PAGE = r"(?:第 ?(?:[A-Z]?\d{1,3}|[一二三四五六七八九十]{1,3}) ?版|[A-Z]?0?\d{1,2} ?版)"
WEEKDAY = r"(?:星期|周)[一二三四五六日天]"
LUNAR = r"(?:农历)?[甲乙丙丁戊己庚辛壬癸]?[子丑寅卯辰巳午未申酉戌亥]?年?[正一二三四五六七八九十冬腊闰]{1,2}月[初十廿卅一二三四五六七八九]{2,3}"
NAME = rf"[{HAN}]{{2,10}}"
NUMBERS = re.compile(r"统一连续出版物号|国内统一刊号|邮发代号|CN ?\d\d-\d{4}|总第 ?\d+ ?期|今日 ?[\d一二三四五六七八九十]+ ?版|新闻热线 ?[:：]")
PART = rf"(?:{DAY}|{PAGE}|{WEEKDAY}|{LUNAR})"
FOLIO = re.compile(rf"^(?:(?:{PART}|{NAME}) ?){{0,3}}{PART}(?: ?(?:{PART}|{NAME}))*$")
# Most lines hold none of these, and need not be tried against the long pattern.
SIGN = re.compile(r"版|\d{4} ?年 ?\d|\d{4}[-./]\d|星期|周[一二三四五六日]|农历|月[初十廿]|刊|CN|发代号|总第|热线")
PAPER = re.compile(rf"[{HAN}]{{1,8}}(?:日报|晚报|时报|早报|晨报|周报|商报|农报|导报|新报|报|周刊)$")
LONGEST_NAME = 8
LONGEST_FOLIO = 60


def is_folio(text: str) -> bool:
    """Whether a line is a part of the folio: a full date, a page number, or both with names between."""
    if len(text) > LONGEST_FOLIO or not SIGN.search(text):
        return False
    return FOLIO.match(text) is not None or (NUMBERS.search(text) is not None and "。" not in text)


def is_folio_neighbour(text: str, before: str, after: str) -> bool:
    """Whether a short line is the paper's name by standing in the folio."""
    if len(text) > LONGEST_NAME or not text.isalpha():
        return False
    above, below = bool(before) and is_folio(before), bool(after) and is_folio(after)
    return (above and below) or ((above or below) and PAPER.match(text) is not None)


def read_folio(lines: Iterable[str]) -> Folio:
    """What the furniture of a page says of it; the first of each that makes sense."""
    day, page, names = None, None, []
    for line in lines:
        day = day or read_day(line)
        page = page or read_page(line)
        names += [word for word in re.sub(rf"{PART}", " ", line).split() if re.fullmatch(NAME, word)] if len(line) < LONGEST_FOLIO else []
    paper = next((name for name in names if PAPER.match(name)), "")
    return Folio(day, page, next((name for name in names if name != paper and len(name) <= LONGEST_NAME), ""), paper)


def read_day(line: str) -> date | None:
    """The full date in a line, or nothing."""
    match = re.search(DAY, line)
    if match is None:
        return None
    year, month, day = (int(number) for number in re.findall(r"\d+", match.group()))
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_page(line: str) -> int | None:
    """The page number in a line, or nothing."""
    match = re.search(PAGE, line)
    return page_number(match.group().strip("第版 ")) if match else None
