"""Jump lines (转版): to which page a text goes on, and from which it comes."""

import re

NUMERALS = {numeral: value for value, numeral in enumerate("零一二三四五六七八九十")}
PAGE = r"(?:[A-Z]?\d{1,2}|[一二三四五六七八九十]{1,3}) ?版"
ON = re.compile(rf"[（(【]? ?下转 ?(?:本期|今日)? ?第? ?(?P<page>{PAGE})[^）)】]{{0,16}}[）)】]?")
FROM = re.compile(rf"[（(【]? ?(?:上接|紧接) ?(?:本期|今日)? ?第? ?(?P<page>{PAGE})[^）)】]{{0,16}}[）)】]?")


def is_jump_line(text: str) -> bool:
    """Whether a whole line is a jump line."""
    return len(text) <= 24 and "版" in text and any(pattern.fullmatch(text) for pattern in (ON, FROM))


def read_jump(pattern: re.Pattern[str], text: str) -> int | None:
    """The page number that a jump line in the text names, or nothing."""
    match = pattern.search(text)
    return page_number(match["page"].removesuffix("版").strip()) if match else None


def page_number(numeral: str) -> int:
    """A page number in digits or Chinese numerals up to 99: ``十二`` is 12."""
    digits = numeral.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    if digits.isdecimal():
        return int(digits)
    tens, ten, ones = numeral.rpartition("十")
    return (NUMERALS.get(tens, 1) if ten else 0) * 10 + NUMERALS.get(ones, 0)
