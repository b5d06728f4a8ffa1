"""What a rule may look at: one row, its neighbours, and its column's measure."""

from typing import NamedTuple

from articles.parser.measure import Measure
from articles.parser.profile import Profile
from articles.parser.roles import Role
from articles.parser.rows import Row


class Weights(dict[Role, float]):
    """Log weights by role; hashed by identity, so that the sums of the few that rules give again and again can be kept."""

    __slots__ = ()
    __hash__ = object.__hash__  # type: ignore[assignment]  # a dict has none: nobody changes weights once a rule gives them


SILENT = Weights()


class Seen(NamedTuple):
    """A row as the rules see it; ``before`` and ``after`` are the neighbouring rows' texts, empty at the page's ends.

    ``joins_before`` and ``joins_after`` tell whether the characters on both sides of the line break stand side by
    side elsewhere on the page, as those of a broken word do; nothing where one of them is a mark or a digit.
    ``is_folio_name`` tells whether it is a name of the page or paper by standing in the folio.
    """

    row: Row
    text: str
    measure: Measure
    before: str
    after: str
    profile: Profile
    joins_before: bool | None = None
    joins_after: bool | None = None
    is_folio_name: bool = False
