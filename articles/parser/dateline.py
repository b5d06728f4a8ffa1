"""Datelines (电头): whose report, from where, of which day, and by whom."""

import re
from dataclasses import dataclass

from articles.parser.typeset import HAN

HOUSES = rf"本报|本報|本刊|本台|本网|新华社|新华网|中新社|中新网|人民网|央视网|中央社|[{HAN}]{{2,5}}(?:日报|晚报|时报)(?:社|讯)?"
PLACE = rf"(?:(?!记者|通讯员|消息|综合)[{HAN}、/·]){{0,12}}?"
DAY = r"(?:\d{4} ?年 ?)?(?:\d{1,2} ?月 ?)?\d{1,2} ?日"
KIND = r"(?:专|综合)?[讯电訊電]"
OPENS = re.compile(
    rf"^(?:综合|据)?(?:{HOUSES}) ?(?:{PLACE} ?(?:{DAY})? ?{KIND}(?=[ （(，。：]|$|[{HAN}“0-9])|{PLACE}(?:\d{{1,2}} ?月 ?\d{{1,2}} ?日)$)"
)
SIGN = re.compile("[讯电訊電]")  # most lines hold none, and need not be tried against the long pattern
DATELINE = re.compile(
    rf"^(?P<head>(?:综合|据)?(?:{HOUSES}) ?(?P<place>{PLACE}) ?(?:{DAY})? ?(?P<kind>{KIND}))"
    r"(?: ?[（(](?P<credit>[^（）()]{1,80})[）)])?[ ：:]?"
)
NOT_PLACES = frozenset({"综合", "特", "专"})


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline as printed, its place, the names in its brackets, and the text after it."""

    printed: str
    place: str
    credit: str
    rest: str


def opens_with_dateline(text: str) -> bool:
    """Whether a line begins with a dateline or with its first part."""
    told = SIGN.search(text) or text.startswith(("本报", "新华社", "中新社"))
    return bool(told) and OPENS.match(text) is not None


def read_dateline(paragraph: str) -> Dateline | None:
    """The dateline of a paragraph, or nothing."""
    match = DATELINE.match(paragraph)
    if match is None:
        return None
    place = match["place"].strip()
    return Dateline(
        match.group().strip(),
        "" if place in NOT_PLACES else place,
        match["credit"] or "",
        paragraph[match.end() :].strip(),
    )
