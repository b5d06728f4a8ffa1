"""The role of each row: weights from the rules, then the best path over the whole page."""

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from operator import add

from articles.parser.folio import folio_names
from articles.parser.measure import Measure
from articles.parser.profile import Profile
from articles.parser.roles import BROKEN_OFF, ENTERING, JUMPED_OFF, NEXT_HEAD, NEXT_STRAY, OPEN, Role
from articles.parser.rows import Row
from articles.parser.rules import SIGN_RULES, TEXT_RULES, is_plain
from articles.parser.rules.seen import Seen, Weights


def exact(weight: float) -> int:
    """A weight in hundredths: sums of whole numbers are exact, and paths that weigh the same are decided by their order."""
    return round(100 * weight)


IMPOSSIBLE = float("-inf")
HOPELESS = -12.0  # roles from the author line on are left out where no rule supports them
NO_SIGN = Weights(dict.fromkeys(list(Role)[Role.BYLINE :], IMPOSSIBLE))
OPENING = [IMPOSSIBLE if role is Role.STRAY else -exact(ENTERING[role]) for role in Role]  # nothing is entered from
CLOSING = [exact(-6.0) if role in OPEN else IMPOSSIBLE if role is Role.STRAY else 0 for role in Role]
AFTER_BROKEN, AFTER_JUMP = exact(BROKEN_OFF), exact(JUMPED_OFF)
AFTER_HEAD, AFTER_STRAY = exact(NEXT_HEAD), exact(NEXT_STRAY)


def seen_rows(rows: list[Row], measures: list[Measure], pairs: Collection[str], profile: Profile) -> Iterator[Seen]:
    """Each row with what the rules may look at."""
    texts = ["", *(row.text for row in rows), ""]
    joins = [joined(above, below, pairs) for above, below in pairwise(texts)]
    named = folio_names(texts[1:-1])
    for at, (row, measure) in enumerate(zip(rows, measures, strict=True)):
        yield Seen(row, row.text, measure, texts[at], texts[at + 2], profile, joins[at], joins[at + 1], at in named)


def joined(above: str, below: str, pairs: Collection[str]) -> bool | None:
    """Whether a line break falls into a word of the page; nothing where a mark or digit stands there."""
    across = above[-1:] + below[:1]
    return across in pairs if len(across) == 2 and across.isalpha() and not across.isascii() else None


def weights_of(seen: Seen) -> Sequence[float]:
    """The sum of what all rules say of a row, by role; for plain text only of the roles that it can have."""
    said = [weigh(seen) for _, weigh in TEXT_RULES]
    said += [NO_SIGN] if is_plain(seen) else [weigh(seen) for _, weigh in SIGN_RULES]
    return summed(tuple(said))


@lru_cache(maxsize=8192)  # rules give the same few objects again and again
def summed(said: tuple[Weights, ...]) -> Sequence[float]:
    """What rules say of a row and what entering costs, by role; up to the headlines only if all others are hopeless."""
    total = [0.0] * len(Role)
    for weights in said:
        for role, weight in weights.items():
            total[role] += weight
    hoped = [role < Role.BYLINE or weight >= HOPELESS for role, weight in enumerate(total)]
    scores = [
        exact(weight + ENTERING[role]) if hope else IMPOSSIBLE
        for role, weight, hope in zip(Role, total, hoped, strict=True)
    ]
    return scores if any(hoped[Role.BYLINE :]) else scores[: Role.BYLINE]


def classify(rows: list[Row], measures: list[Measure], pairs: Collection[str], profile: Profile) -> list[Role]:
    """The roles of all rows that together weigh most (Viterbi)."""
    return best_path([weights_of(seen) for seen in seen_rows(rows, measures, pairs, profile)])


def best_path(weights: Sequence[Sequence[float]]) -> list[Role]:
    """The roles that together weigh most, of rows with the weights of each role."""
    if not weights:
        return []
    scores = list(map(add, OPENING, weights[0]))
    trail: list[Sequence[int]] = []
    for row in weights[1:]:
        scores, came = advance(scores, row)
        trail.append(came)
    return walk_back(scores, trail)


def advance(scores: Sequence[float], weights: Sequence[float]) -> tuple[list[float], Sequence[int]]:
    """The best score of a path that ends in each role, and the role it came from.

    What a role is entered from is the same for most: an open paragraph for its further lines, anything for beginnings.
    """
    first, middle, last, only, head, stray, *signs = scores
    opened, opener = (first, Role.FIRST) if first >= middle else (middle, Role.MIDDLE)
    inside, within = (opened, opener) if opened >= stray else (stray, Role.STRAY)
    closed = max(last, only, head, *signs)
    closer = scores.index(closed, Role.LAST)
    broken = opened + AFTER_BROKEN
    begun, before = (broken, opener) if broken >= closed else (closed, closer)
    next_head, next_stray = head + AFTER_HEAD, stray + AFTER_STRAY
    heads, above = (begun, before) if begun > next_head else (next_head, Role.HEAD)
    strays, beside = (opened, opener) if opened >= next_stray else (next_stray, Role.STRAY)
    jumped = opened + AFTER_JUMP
    jumps, ended = (jumped, opener) if jumped >= closed else (closed, closer)
    into = begun, inside, inside, begun, heads, strays, begun, begun, begun, jumps, begun
    came = before, within, within, before, above, beside, before, before, before, ended, before
    return list(map(add, into, weights)), came


def walk_back(scores: Sequence[float], trail: Sequence[Sequence[int]]) -> list[Role]:
    """The roles along the best path, from the page's last row to its first."""
    final = [score + closing for score, closing in zip(scores, CLOSING, strict=False)]
    role = max(range(len(final)), key=final.__getitem__)
    path = [Role(role)]
    for came in reversed(trail):
        role = came[role]
        path.append(Role(role))
    return path[::-1]
