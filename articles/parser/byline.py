"""Bylines (署名): roles and names, on a line of their own or between brackets."""

import re
from collections.abc import Iterator, Sequence

from articles.parser.organisations import is_organisation
from articles.parser.surnames import COMPOUND, SURNAMES
from articles.parser.types import Contributor
from articles.parser.typeset import HAN

HOUSE = rf"(?:本报|本報|本刊|本台|本网|新华社|中新社|《[^《》]{{2,8}}》|[{HAN}]{{2,6}}(?:报|网|社|台|周刊|杂志))?(?:评论部)?"
ROLE_NAMES = r"(?:特约|实习|见习|首席|摄影|文字|驻[^记 ]{2,4})?(?:记者|記者|通讯员|通訊員|评论员|評論員|撰稿人?)|实习生|作者|编者|编辑|摄影|撰文|执笔|整理|[文图](?=[/／](?![图文摄]))"
OWN_HOUSES = frozenset({"", "本报", "本報", "本刊", "本台", "本网", "新华社", "中新社"})
ROLE = re.compile(rf"(?P<house>{HOUSE}) ?(?P<role>{ROLE_NAMES}) ?[：:/／]? ?")
ANY_ROLE = re.compile("记者|記者|通讯员|通訊員|评论员|撰稿|实习生|作者|编者|编辑|摄影|撰文|执笔|整理|^[文图][/／]")
OPENS = re.compile(rf"^(?P<house>{HOUSE}) ?(?P<role>{ROLE_NAMES}) ?[：:/／]?")
# 文 and 图 also end names (王建文): alone they are trailers only behind a space and a whole name.
TRAILERS = re.compile(r" ?(?:[文图] ?[/／] ?[图文摄]|摄影报道|采写)$|(?<=[^ ]{2}) (?:文|图)$")
FOREIGN = re.compile(rf"^[{HAN}A-Z]{{1,8}}(?:·[{HAN}]{{1,8}})+(?<![于将在的和与说是称到了])$")
HAN_ONLY = re.compile(rf"^[{HAN}]+$")
SEPARATORS = re.compile(r"[ 、，,;；|/]+")
AUTHOR_MARK = re.compile(r"^[□◎○] ?")  # stands before an author as before a column's name
SENTENCE_MARKS = re.compile(r"[，。；！？“”：《》（）]")
SPACED_NAME = re.compile(rf"^[{HAN}] [{HAN}]$")
LONGEST_LINE = 60
SHORTEST_TITLE = 5
SURE_NAMES = 12.0
# A number goes on behind the space; a place is where a letter's writer lives.
NO_TITLE = re.compile(r"[\d 省市县区州旗人]$")


def is_byline(text: str) -> bool:
    """Whether a whole line is an author line: a role, then nothing but names, the last of which may go on below."""
    text = AUTHOR_MARK.sub("", text)
    opening = OPENS.match(text) if len(text) <= LONGEST_LINE and ANY_ROLE.search(text) else None
    if opening is None:
        return False
    rest = TRAILERS.sub("", ROLE.sub(" ", text)).strip()
    if SENTENCE_MARKS.search(rest):
        return False
    names = list(split_names(rest))
    housed = bool(opening["house"])
    whole = names[:-1] if names and len(names[-1]) == 1 else names
    return (housed or bool(whole)) and all(is_name(name, strict=not housed) for name in whole)


def name_likeness(text: str) -> float:
    """How much a bare line looks like names and nothing else, 0 if not at all; two spaced-out characters may be a pen name."""
    if SPACED_NAME.match(text):
        return 17.0
    if len(text) > 24 or SENTENCE_MARKS.search(text) or is_organisation(text):
        return 0.0
    names = list(split_names(text))
    if not names or not all(is_name(name, strict=True) for name in names):
        return 0.0
    spaced = " " in text
    if len(names) > 1:
        return 15.0 if spaced else 0.0
    return 17.0 if spaced else {2: 9.0, 3: 12.5}.get(len(names[0]), 10.0)


def is_marked_author(text: str) -> bool:
    """Whether a mark that may stand before a column's name stands before a person's beyond doubt."""
    mark = AUTHOR_MARK.match(text)
    return mark is not None and (is_byline(text) or name_likeness(text[mark.end() :]) >= SURE_NAMES)


def is_name(name: str, *, strict: bool) -> bool:
    """Whether a word can be a person's name; strictly, it opens with a surname."""
    if FOREIGN.match(name):
        return True
    if not 2 <= len(name) <= 4 or not HAN_ONLY.match(name):
        return False
    return not strict or (name[0] in SURNAMES and len(name) <= 3) or name[:2] in COMPOUND


def split_names(text: str) -> Iterator[str]:
    """The names of a list; single characters side by side are one spaced-out name, and a line's end leaves no space."""
    pending = ""
    words = SEPARATORS.split(text.strip())
    for at, word in enumerate(words):
        if len(word) == 1:
            pending += word
            if len(pending) == 2:
                yield pending
                pending = ""
            continue
        *whole, last = unglue(pending + word) if pending + word else [""]
        yield from whole
        cut = len(last) - 1 if is_glued(last, words[at + 1 : at + 3]) else len(last)
        yield from filter(None, (last[:cut],))
        pending = last[cut:]
    if pending:
        yield pending


def is_glued(word: str, following: Sequence[str]) -> bool:
    """Whether a name has lost the space before the surname at its end: the single character that follows has no other."""
    alone = bool(following) and len(following[0]) == 1 and not (len(following) > 1 and len(following[1]) == 1)
    return alone and len(word) > 2 and word[-1] in SURNAMES and is_name(word[:-1], strict=True)


def unglue(word: str) -> Iterator[str]:
    """Names that lost the space between them at a line's end, parted at a surname."""
    if len(word) < 5 or "·" in word:
        yield word
        return
    for length in (4, 3) if word[:2] in COMPOUND else (3, 2, 4):
        if word[length : length + 1] in SURNAMES and len(word) - length >= 2:
            yield word[:length]
            yield from unglue(word[length:])
            return
    yield word


def read_contributors(credit: str) -> tuple[Contributor, ...]:
    """The people of a credit such as ``通讯员马 旭 记者李小明``, in order, with their roles as printed.

    A role at another paper names that paper: ``某某日报记者``.
    """
    found: list[Contributor] = []
    role = ""
    at = 0
    credit = TRAILERS.sub("", AUTHOR_MARK.sub("", credit.strip()))
    for match in [*ROLE.finditer(credit), None]:
        end = match.start() if match else len(credit)
        found.extend(Contributor(role, name) for name in split_names(TRAILERS.sub("", credit[at:end])))
        if match:
            role, at = ("" if match["house"] in OWN_HOUSES else match["house"]) + match["role"], match.end()
    return tuple(found)


def split_role(role: str) -> tuple[str, str]:
    """The paper that a role names, if it is another one, and the role itself."""
    match = OPENS.match(role)
    return (match["house"], match["role"]) if match else ("", role)


def split_author(text: str) -> tuple[str, str]:
    """A headline row and the names that an extractor set behind it, where it ends with words that are names beyond doubt."""
    words = text.split(" ")
    for count in (3, 2, 1):
        title, names = " ".join(words[:-count]), " ".join(words[-count:])
        if (
            max(map(len, title.split(" "))) >= SHORTEST_TITLE
            and not NO_TITLE.search(title)
            and not names.endswith("摄")  # a caption's credit
            and not ANY_ROLE.search(title)
            and name_likeness(names) >= SURE_NAMES
        ):
            return title, names
    return "", ""
