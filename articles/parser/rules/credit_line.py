"""A photo credit (图片署名) stands alone under a picture or ends its caption.

Examples: ``某某摄``, ``某某摄（影像中国）``, ``本报记者 某某摄影报道``, ``新华社发``.
"""

import re

from articles.parser.roles import Role
from articles.parser.rules.seen import Seen, Weights

CREDIT = re.compile(r"(?:摄|摄影|摄影报道|供图|制图|绘|发|文/图)(?:[（(][^（）]{2,12}[）)])?$")
ALONE = re.compile(r"^[^，。；：]{2,24}$")
BEGUN_ABOVE = re.compile(r"[。！？”] ?[^，。；：！？”）]{1,10}$")
AGENCY_ENDS = re.compile(r"^(?:新华社|中新社).{0,4}发$")

UNLIKELY = Weights({Role.CREDIT: -14.0})
SHORT = Weights({Role.CREDIT: 12.0, Role.LAST: 6.0})
ENDS = Weights({Role.CREDIT: -14.0, Role.LAST: 4.0, Role.ONLY: 2.0})


def weigh(seen: Seen) -> Weights:
    """Weights for a credit of its own, and for a caption's last line, to which a name broken off above belongs."""
    match = CREDIT.search(seen.text)
    if match is None or (match.group().startswith("发") and not AGENCY_ENDS.match(seen.text)):
        return UNLIKELY
    return SHORT if ALONE.match(seen.text) and not BEGUN_ABOVE.search(seen.before) else ENDS
