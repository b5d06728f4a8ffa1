"""The role of each row: weights from the rules, then the best path over the whole page."""

from collections.abc import Collection, Iterator
from itertools import pairwise

from articles.parser.folio import folio_names
from articles.parser.measure import Measure
from articles.parser.profile import Profile
from articles.parser.roles import OPEN, STEPS, Role
from articles.parser.rows import Row
from articles.parser.rules import RULES, TEXT_RULES, is_plain
from articles.parser.rules.seen import Seen

IMPOSSIBLE = float("-inf")
HOPELESS = -12.0  # roles from the author line on are left out where no rule supports them
ROLES = len(Role)
INTO: tuple[tuple[tuple[int, float], ...], ...] = tuple(
    tuple((int(role), steps[to]) for role, steps in STEPS.items() if to in steps) for to in Role
)
AFTER_TEXT = tuple(tuple((role, step) for role, step in steps if role < Role.BYLINE) for steps in INTO)
NO_SIGNS = [IMPOSSIBLE] * (ROLES - Role.BYLINE)
OPENING = tuple(0.0 if role not in (Role.STRAY,) else IMPOSSIBLE for role in Role)
CLOSING = tuple(-6.0 if role in OPEN else IMPOSSIBLE if role is Role.STRAY else 0.0 for role in Role)


def seen_rows(rows: list[Row], measures: list[Measure], pairs: Collection[str], profile: Profile) -> Iterator[Seen]:
    """Each row with what the rules may look at."""
    texts = ["", *(row.text for row in rows), ""]
    joins = [joined(above, below, pairs) for above, below in pairwise(texts)]
    named = folio_names(texts[1:-1])
    for at, (row, measure) in enumerate(zip(rows, measures, strict=True)):
        yield Seen(row, measure, texts[at], texts[at + 2], profile, joins[at], joins[at + 1], at in named)


def joined(above: str, below: str, pairs: Collection[str]) -> bool | None:
    """Whether a line break falls into a word of the page; nothing where a mark or digit stands there."""
    across = above[-1:] + below[:1]
    return across in pairs if len(across) == 2 and across.isalpha() and not across.isascii() else None


def weights_of(seen: Seen) -> list[float]:
    """The sum of what all rules say of a row, by role; for plain text only of the roles that it can have."""
    total = [0.0] * ROLES
    plain = is_plain(seen)
    for _, weigh in TEXT_RULES if plain else RULES:
        for role, weight in weigh(seen).items():
            total[role] += weight
    return total[: Role.BYLINE] if plain else total


def classify(rows: list[Row], measures: list[Measure], pairs: Collection[str], profile: Profile) -> list[Role]:
    """The roles of all rows that together weigh most (Viterbi)."""
    if not rows:
        return []
    weights = [weights_of(seen) for seen in seen_rows(rows, measures, pairs, profile)]
    scores = [weight + opening for weight, opening in zip(weights[0], OPENING, strict=False)]
    scores += [IMPOSSIBLE] * (ROLES - len(scores))
    trail: list[list[int]] = []
    for row in weights[1:]:
        scores, came = advance(scores, row)
        trail.append(came)
    return walk_back(scores, trail)


def advance(scores: list[float], weights: list[float]) -> tuple[list[float], list[int]]:
    """The best score of a path that ends in each role, and the role it came from."""
    best: list[float] = []
    came: list[int] = []
    into = AFTER_TEXT if scores[Role.BYLINE :] == NO_SIGNS else INTO
    for weight, steps in zip(weights, into, strict=False):
        top, source = IMPOSSIBLE, 0
        if weight < HOPELESS and len(best) >= Role.BYLINE:
            best.append(top)
            came.append(source)
            continue
        for role, step in steps:
            score = scores[role] + step
            if score > top:
                top, source = score, role
        best.append(top + weight)
        came.append(source)
    missing = ROLES - len(best)
    return best + [IMPOSSIBLE] * missing, came + [0] * missing


def walk_back(scores: list[float], trail: list[list[int]]) -> list[Role]:
    """The roles along the best path, from the page's last row to its first."""
    final = [score + closing for score, closing in zip(scores, CLOSING, strict=True)]
    role = max(range(len(final)), key=final.__getitem__)
    path = [Role(role)]
    for came in reversed(trail):
        role = came[role]
        path.append(Role(role))
    return path[::-1]
