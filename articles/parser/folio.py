"""The folio (报眉): date, page number, page name and paper name, where the page prints them."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise

from articles.parser.jumps import page_number
from articles.parser.types import Folio
from articles.parser.typeset import HAN

DAY = r"(?:\d{4} ?年 ?\d{1,2} ?月 ?\d{1,2} ?日|\d{4}[-./]\d{1,2}[-./]\d{1,2})"
PAGE = r"(?:第 ?(?:[A-Z]?\d{1,3}|[一二三四五六七八九十]{1,3}) ?版|[A-Z]?0?\d{1,2} ?版)"
WEEKDAY = r"(?:星期|周)[一二三四五六日天]"
LUNAR = r"(?:农历)?[甲乙丙丁戊己庚辛壬癸]?[子丑寅卯辰巳午未申酉戌亥]?年?[正一二三四五六七八九十冬腊闰]{1,2}月[初十廿卅一二三四五六七八九]{2,3}"
NAME = rf"[{HAN}]{{2,10}}"
NUMBERS = re.compile(
    r"统一连续出版物号|国内统一刊号|邮发代号|CN ?\d\d-\d{4}|总第 ?\d+ ?期|今日 ?[\d一二三四五六七八九十]+ ?版|新闻热线 ?[:：]"
)
PART = rf"(?:{DAY}|{PAGE}|{WEEKDAY}|{LUNAR})"
# A name stands apart, or close to the page's number: what follows a date at once is the rest of a sentence.
TOKEN = rf"(?:{PART}|(?<=[版 ：:]){NAME}|(?<![^ ]){NAME}(?= )|{NAME}(?={PAGE}))"
FOLIO = re.compile(rf"^(?=.*{PART}){TOKEN}(?:[ ：:]?{TOKEN})*$")
# Most lines hold none of these, and need not be tried against the long pattern; nor most characters against all of these.
SIGN = re.compile(
    r"(?=[版\d星周农月刊C发总热])(?:版|\d{4} ?年 ?\d|\d{4}[-./]\d|星期|周[一二三四五六日]|农历|月[初十廿]|刊|CN|发代号|总第|热线)"
)
BARE_PAGE = re.compile(r"^(?:0\d|[A-D]0?\d{1,2})$")
PAPER = re.compile(rf"[{HAN}]{{1,8}}(?:日报|晚报|时报|早报|晨报|周报|商报|农报|导报|新报|报|周刊)$")
EDITORS = re.compile(
    r"^[本一二三四五六七八九十\d]{0,2}版?(?:责编|责任编辑|值班(?:总编|编辑|主任)|本版编辑|编辑|版式(?:设计)?|美编|校对|组版|审读|终审|监制|统筹)"
    r"\s?[:：/／ ]"
)
LONGEST_EDITORS = 120
LONGEST_NAME = 8
LONGEST_FOLIO = 60
MOST_NAMES = 3


@lru_cache(maxsize=4096)  # several stages ask it of the same rows
def is_folio(text: str) -> bool:
    """Whether a line is a part of the folio: a full date, a page number, or both with names between."""
    if BARE_PAGE.match(text):
        return True
    if len(text) > LONGEST_FOLIO or not SIGN.search(text):
        return False
    return FOLIO.match(text) is not None or (NUMBERS.search(text) is not None and "。" not in text)


def is_editors_line(text: str) -> bool:
    """Whether a line names who made the page (本版责编：某某)."""
    return len(text) <= LONGEST_EDITORS and EDITORS.match(text) is not None


def is_full_folio(text: str) -> bool:
    """Whether a line of the folio tells more than a date, which a text may hold on a line of its own too."""
    return is_folio(text) and re.fullmatch(DAY, text) is None


def folio_names(texts: Sequence[str]) -> frozenset[int]:
    """The rows that hold a page's or paper's name by where they stand.

    Those are up to three short rows between two lines of the folio or editors, and a name of a paper beside one of the
    folio.
    """
    folios = {at for at, text in enumerate(texts) if is_folio(text)}
    ends = sorted(folios | {at for at, text in enumerate(texts) if is_editors_line(text)})
    named = {at + step for at in folios for step in (-1, 1) if PAPER.match("".join(texts[at + step : at + step + 1]))}
    for above, below in pairwise(ends):
        inside = range(above + 1, below)
        if (
            len(inside) <= MOST_NAMES
            and not folios.isdisjoint((above, below))
            and all(_is_name(texts[at]) for at in inside)
        ):
            named.update(inside)
    return frozenset(named - folios)


def _is_name(text: str) -> bool:
    return len(text) <= LONGEST_NAME and text.isalpha()


def read_folio(lines: Iterable[str]) -> Folio:
    """What the furniture of a page says of it: its fullest date, and the first of each other part that makes sense."""
    told = [line for line in lines if len(line) < LONGEST_FOLIO]
    days = sorted(filter(read_day, told), key=_count_parts, reverse=True)
    names = [word for line in told if not is_editors_line(line) for word in _names_in(line)]
    paper = next((name for name in names if PAPER.match(name)), "")
    name = next((name for name in names if name != paper and len(name) <= LONGEST_NAME), "")
    return Folio(read_day(days[0]) if days else None, next(filter(None, map(read_page, told)), None), name, paper)


def _names_in(line: str) -> list[str]:
    return [word for word in re.sub(PART, " ", line).split() if re.fullmatch(NAME, word)]


def _count_parts(line: str) -> int:
    return len(re.findall(PART, line)) + len(_names_in(line))


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
