"""Which encoding bytes without a byte-order mark are in: each is tried, and what comes out is held against Chinese print."""

import codecs
from dataclasses import dataclass

from articles.parser.common import COMMON, LEVEL_1

# What is added to the evidence for each: UTF-8 fits by chance only in a few characters, and GB18030 is what most are in.
PRIORS = {"utf-8": 1.0, "gb18030": 0.05, "cp950": 0.0, "big5hkscs": -0.01, "utf-16-le": 0.0, "utf-16-be": 0.0}
SAMPLE = 2_048  # characters
ENOUGH = 20  # characters that should tell
LEAST = 0.1  # of these; pages have 0.5 and more, a list of names 0.3, and in a wrong encoding less than nothing


@dataclass(frozen=True, slots=True)
class Reading:
    """What bytes are in an encoding; ``evidence`` is 1 where each character is frequent in print, −1 where none can be in it."""

    encoding: str
    evidence: float
    telling: int

    @property
    def is_convincing(self) -> bool:
        """Whether it looks like print, as far as so few characters can."""
        return self.encoding == "utf-8" or self.evidence >= (LEAST if self.telling >= ENOUGH else 0)


def tell(content: bytes) -> str:
    """The encoding that fits best; empty if none does."""
    unicode = _read(content, "utf-8")
    if unicode and unicode.telling >= ENOUGH:  # so many characters of several bytes each are no chance
        return "utf-8"
    readings = [reading for encoding in PRIORS if (reading := _read(content, encoding)) and reading.is_convincing]
    best = max(readings, key=lambda reading: reading.evidence + PRIORS[reading.encoding], default=None)
    return best.encoding if best else ""


def decoded(content: bytes, encoding: str) -> str:
    """The text; of a last character that is cut off U+FFFD remains. Raises UnicodeDecodeError."""
    decoder = codecs.getincrementaldecoder(encoding)()
    text = decoder.decode(content)
    return text + ("\ufffd" if decoder.getstate()[0] else "")


def _read(content: bytes, encoding: str) -> Reading | None:
    """None if the bytes cannot be in the encoding at all."""
    try:
        text = decoded(content, encoding)
    except UnicodeDecodeError:
        return None
    telling = [character for character in text[:SAMPLE] if not _is_ascii(character)]
    evidence = sum(map(_weight, telling)) / len(telling) if telling else 1
    return Reading(encoding, evidence, len(telling))


def _is_ascii(character: str) -> bool:
    return " " <= character <= "~" or character in "\r\n\t"


def _weight(character: str) -> float:
    if character in COMMON:
        return 1
    if character in LEVEL_1:
        return 0.4
    return -0.4 if "\u4e00" <= character <= "\u9fff" else -1
