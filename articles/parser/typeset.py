"""Characters as the typesetter sees them: widths in em, sentence ends, and spaces that mean something or do not."""

import re

# Control characters, byte-order marks and zero-width characters are left by extractors and print nothing.
UNPRINTED = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060\ufeff\ufffe\uffff]+")
SPACED_OUT = re.compile(r"(?<=\S) (?=\S)")
INDENT = re.compile(r"^(?:\u3000|[ \t\xa0]{2}){1,4}(?=\S)")
PAIRED_MARKS = re.compile(r"[，。、；：！？”’）》」』】](?=[“‘（《「『【”’）》」』】，。])")

STOPS = "。！？…"
CLOSERS = "”’）》】」』)"
ENDS_SENTENCE = re.compile(r"(?:[。！？!?…]|[。！？…!?）)][”’」』）)]*)$")
MAY_END = "。！？!?…”’」』）)"  # most lines end with none of these
LONGEST_END = 8
STARTS_MID_SENTENCE = re.compile(r"^[，。、；：！？”’）》」』】…％%·]")
HAN = r"\u3400-\u9fff\U00020000-\U0003ffff"
OPENING_PHRASE = re.compile(
    r"^(?:近日|日前|近来|近期|近年来|前不久|不久前|今年以来|连日来|今天|昨日|昨天|今日|当前|眼下|初夏|盛夏|初秋|入夏"
    r"|编辑同志[：:]|(?:\d{4} ?年 ?)?\d{1,2} ?月 ?\d{1,2} ?日)"
)
BESIDE_DIGIT = re.compile(
    rf"(?<=[{HAN}，。、；：！？“”‘’（）《》—…％%]) (?=[0-9A-Za-z+])|(?<=[0-9A-Za-z%‰+]) (?=[{HAN}，。、；：！？“”‘’（）《》—…])"
)
BESIDE_MARK = re.compile(r"(?<=[，。、；：！？“‘（《]) | (?=[，。、；：！？”’）》])")


def clean(text: str) -> str:
    """The printed characters of a line, each run of spaces as one space; spaced-out type is closed up."""
    printed = " ".join((text if text.isprintable() else UNPRINTED.sub("", text)).split())
    return SPACED_OUT.sub("", printed) if printed.count(" ") * 5 > len(printed) * 2 and len(printed) > 8 else printed


def em(text: str) -> float:
    """The width of a cleaned line in em: a full-width character is 1, a half-width one 0.5, a space 0.25.

    GBK stores full-width characters in two bytes and half-width ones in one, so its length is the width.
    """
    return len(text.encode("gbk", "replace")) / 2 - 0.25 * text.count(" ")


def squeezable(text: str) -> float:
    """By how many em typesetting may squeeze a line: half an em for two marks in a row and for an opening one at its start."""
    return 0.5 * len(PAIRED_MARKS.findall(text)) + 0.5 * (text[0] in "“‘（《「『【")


def ends_sentence(text: str) -> bool:
    """Whether a paragraph may end with this line."""
    return text[-1:] in MAY_END and ENDS_SENTENCE.search(text[-LONGEST_END:]) is not None


def starts_mid_sentence(text: str) -> bool:
    """Whether the line opens with a mark that only stands inside a sentence."""
    return STARTS_MID_SENTENCE.match(text) is not None


def bare(text: str) -> str:
    """The text without any space, for comparison."""
    return "".join(text.split())


def tidy(text: str) -> str:
    """Running text without the spaces that typesetting puts beside digits, letters and marks."""
    return BESIDE_MARK.sub("", BESIDE_DIGIT.sub("", text)).strip()
