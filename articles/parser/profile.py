"""What an office may tell the parser of its paper in advance; every part may be empty."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Profile:
    """Names that the office knows: they settle what is unsure and are never needed."""

    publication: str = ""
    sections: frozenset[str] = frozenset()
    correspondents: frozenset[str] = frozenset()


DEFAULT = Profile()
