"""Bylines as an editor types them: one line each, the role and then the name.

``通讯员 马 旭`` is one person, ``通讯员 陈熙强 汪国华`` two; a name alone has no role. ``：`` may stand between role and name.
"""

from collections.abc import Iterable

Pair = tuple[str, str]


def render(pairs: Iterable[Pair]) -> str:
    """The text form of (role, name) pairs."""
    return "\n".join(_line(role, name) for role, name in pairs)


def parse(text: str) -> list[Pair]:
    """The (role, name) pairs that the text form stands for."""
    return [pair for line in text.splitlines() for pair in _pairs(line.strip())]


def _line(role: str, name: str) -> str:
    line = f"{role} {name}".strip()
    return line if parse(line) == [(role, name)] else f"{role}：{name}"


def _pairs(line: str) -> list[Pair]:
    if "：" in line:
        role, name = line.split("：", 1)
        return [(role.strip(), name.strip())] if name.strip() else []
    first, *rest = line.split() or [""]
    if not rest or len(first) == 1 or first.isascii():
        return [("", line)] if line else []
    return [(first, name) for name in _names(rest)]


def _names(words: list[str]) -> list[str]:
    """Whole names stay apart; single characters and Latin words belong to one name."""
    if all(len(word) > 1 and not word.isascii() for word in words):
        return words
    return [" ".join(words)]
