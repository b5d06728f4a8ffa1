"""Characters as the typesetter sees them: widths in em, sentence ends, and spaces that mean something or do not."""

import re

# Control characters, byte-order marks and zero-width characters are left by extractors and print nothing.
UNPRINTED = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060\ufeff\ufffe\uffff]+")
SPACES = re.compile(r"[\s\u3000]+")
INDENT = re.compile(r"^(?:\u3000|[ \t\xa0]{2}){1,4}(?=\S)")
PAIRED_MARKS = re.compile(r"[，。、；：！？”’）》」』】](?=[“‘（《「『【”’）》」』】，。])")

STOPS = "。！？…"
CLOSERS = "”’）》】」』)"
ENDS_SENTENCE = re.compile(r"(?:[。！？!?…]|[。！？…!?）)][”’」』）)]*)$")
STARTS_MID_SENTENCE = re.compile(r"^[，。、；：！？”’）》」』】…％%·]")
HAN = r"\u3400-\u9fff\U00020000-\U0003ffff"
BESIDE_DIGIT = re.compile(
    rf"(?<=[{HAN}，。、；：！？“”‘’（）《》—…％%]) (?=[0-9A-Za-z+])|(?<=[0-9A-Za-z%‰+]) (?=[{HAN}，。、；：！？“”‘’（）《》—…])"
)
BESIDE_MARK = re.compile(r"(?<=[，。、；：！？“‘（《]) | (?=[，。、；：！？”’）》])")


def clean(text: str) -> str:
    """The printed characters of a line, each run of spaces as one space."""
    return SPACES.sub(" ", UNPRINTED.sub("", text)).strip()


def em(text: str) -> float:
    """The width of a cleaned line in em: a full-width character is 1, a half-width one 0.5, a space 0.25.

    GBK stores full-width characters in two bytes and half-width ones in one, so its length is the width; two
    punctuation marks in a row are squeezed by half an em, as Chinese typesetting does.
    """
    width = len(text.encode("gbk", "replace")) / 2
    return width - 0.25 * text.count(" ") - 0.5 * len(PAIRED_MARKS.findall(text))


def ends_sentence(text: str) -> bool:
    """Whether a paragraph may end with this line."""
    return ENDS_SENTENCE.search(text) is not None


def starts_mid_sentence(text: str) -> bool:
    """Whether the line opens with a mark that only stands inside a sentence."""
    return STARTS_MID_SENTENCE.match(text) is not None


def bare(text: str) -> str:
    """The text without any space, for comparison."""
    return SPACES.sub("", text)


def tidy(text: str) -> str:
    """Running text without the spaces that typesetting puts beside digits, letters and marks."""
    return BESIDE_MARK.sub("", BESIDE_DIGIT.sub("", text)).strip()
