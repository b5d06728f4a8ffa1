"""What speaks for and against an article's beginning at a paragraph: a table of cues and their weights.

The weights are log odds, fitted by logistic regression to the gaps between paragraphs of one half of the sample
pages, rounded, and confirmed on the other half.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from articles.parser.dateline import opens_with_dateline
from articles.parser.jumps import FROM, ON
from articles.parser.pieces import Piece, PieceKind
from articles.parser.rules.subhead_mark import MARKED, NUMBERED
from articles.parser.signature import is_signature
from articles.parser.typeset import OPENING_PHRASE
from articles.parser.words import PLACE, Vocabulary

BANNER_EM = 1.5
WIDE_EM = 6.0
OTHER_EM, FEWEST_ROWS = 1.5, 2
BARELY = 2
OPENING, REMEMBERED = 24, 8  # paragraphs of a story that are looked at: all but those of an endless one
NOTICE = re.compile(r"^.{0,8}(?:公告|公示|启事|声明|通告|讣告|更正|招聘|便民信息)$")
CAPTION_END = re.compile(r"摄(?:影报道)?(?:[（(][^（）]{2,12}[）)])?$")


@dataclass(frozen=True)
class Gap:
    """A story so far, the paragraph that may begin the next, and what stands between them.

    ``story`` are the pieces of its body, ``told_words`` are those of the story's last paragraphs, ``next_words`` those of the next ones.
    """

    story: Sequence[Piece]
    below: Piece
    after: Piece | None
    between: Sequence[Piece]
    told_words: Sequence[frozenset[str]]
    next_words: Sequence[frozenset[str]]
    vocabulary: Vocabulary

    @property
    def above(self) -> Piece:
        """The last piece of the story so far."""
        return self.story[-1]

    def names(self, word: str) -> bool:
        """Whether the story's first paragraphs or its last hold a word."""
        return any(word in piece.text for piece in (*self.story[:OPENING], *self.story[OPENING:][-REMEMBERED:]))

    @cached_property
    def words_above(self) -> frozenset[str]:
        """The words of the story's last paragraphs."""
        return frozenset[str]().union(*self.told_words)

    @cached_property
    def words_below(self) -> frozenset[str]:
        """The words of the next paragraphs."""
        return frozenset[str]().union(*self.next_words)

    @cached_property
    def told_share(self) -> float:
        """The share of the text below, by weight of words, that the story has used: 0–1."""
        return self.vocabulary.coverage(self.words_below, self.words_above)

    def holds(self, kind: PieceKind) -> bool:
        """Whether a piece of a kind stands between."""
        return any(piece.kind is kind for piece in self.between)

    @cached_property
    def heads(self) -> list[Piece]:
        """The headlines or subheads between; those printed twice on one line stand anywhere and say nothing."""
        return [
            piece for piece in self.between if piece.kind is PieceKind.HEAD and not any(row.twice for row in piece.rows)
        ]


def is_banner(piece: Piece) -> bool:
    """Whether a head was set wider than the column, in larger type or with a shadow: a headline, wherever it stands.

    A subhead's mark or number tells more than the width.
    """
    seats = [row.seat for row in piece.rows if row.seat is not None]
    if seats:
        return piece.kind is PieceKind.HEAD and any(seat.is_title for seat in seats)
    return piece.kind is PieceKind.HEAD and (
        piece.stray
        or any(row.doubled for row in piece.rows)
        or (piece.width > piece.measure + BANNER_EM and not is_marked(piece))
    )


def is_marked(head: Piece) -> bool:
    """Whether a head begins with a subhead's mark or number."""
    return MARKED.match(head.rows[0].text) is not None or NUMBERED.match(head.rows[0].text) is not None


def is_caption(piece: Piece) -> bool:
    """Whether a piece is a photo credit or ends with one."""
    return piece.kind is PieceKind.CREDIT or CAPTION_END.search(piece.text) is not None


def banner(gap: Gap) -> float:
    """Heads wider than the column; far wider ones count double."""
    widest = max((piece.width - piece.measure for piece in gap.heads), default=0.0)
    return (widest > BANNER_EM) + 0.5 * (widest > WIDE_EM)


def narrow_head(gap: Gap) -> float:
    """A head as narrow as the column, which a mark or number tells to be a subhead."""
    return any(piece.width <= piece.measure + BANNER_EM for piece in gap.heads) and not marked_head(gap)


def marked_head(gap: Gap) -> float:
    """A head with a subhead's mark or number."""
    return any(is_marked(piece) for piece in gap.heads)


def notice(gap: Gap) -> float:
    """The last head row announces a notice."""
    return any(NOTICE.match(piece.rows[-1].text) for piece in gap.heads)


def tall_head(gap: Gap) -> float:
    """Three head rows and more."""
    return any(len(piece.rows) > 2 for piece in gap.heads)


def head_speaks_of_above(gap: Gap) -> float:
    """How much more of the heads' words the story above uses than the text below: -1 to 1."""
    words = frozenset[str]().union(*(piece.words for piece in gap.heads))
    return gap.vocabulary.coverage(words, gap.words_above) - 0.3 * gap.vocabulary.coverage(words, gap.words_below)


def jump(gap: Gap) -> float:
    """A jump line between, at the end above or at the beginning below."""
    return gap.holds(PieceKind.JUMP) or bool(ON.search(gap.above.text[-24:])) or bool(FROM.search(gap.below.text[:24]))


def signed(gap: Gap) -> float:
    """A signature at the end above."""
    return is_signature(gap.above.text)


def caption(gap: Gap) -> float:
    """The paragraph is a picture's caption, or follows one."""
    below = is_caption(gap.below) or (gap.after is not None and gap.after.kind is PieceKind.CREDIT)
    return below + (is_caption(gap.above) or gap.holds(PieceKind.CREDIT))


def letter_or_caption(gap: Gap) -> float:
    """The paragraph opens a letter to the editor, or says what a picture shows and ends with its credit."""
    text = gap.below.text
    return text.startswith("编辑同志") or (text.startswith("图为") and is_caption(gap.below))


def barely_begun(gap: Gap) -> float:
    """The story above is a paragraph or two, and no brief with a dateline."""
    return len(gap.story) <= BARELY and not any(opens_with_dateline(piece.text) for piece in (gap.story[0], gap.below))


def elsewhere(gap: Gap) -> float:
    """The paragraph's subject is a place that the story has not named."""
    text = gap.below.text
    if OPENING_PHRASE.match(text) and "，" in text:
        text = text.split("，", 1)[1]
    place = PLACE.match(text)
    return place is not None and not gap.names(place.group())


def other_measure(gap: Gap) -> float:
    """The paragraph is set in columns of another width, as its own rows show."""
    rows = (*gap.above.rows[-1:], *gap.below.rows[:1])
    if any(row.seat is not None for row in rows) or min(len(gap.above.rows), len(gap.below.rows)) < FEWEST_ROWS:
        return 0.0
    return abs(gap.below.measure - gap.above.measure) >= OTHER_EM


def same_region(gap: Gap) -> float:
    """Both stand in the columns of one headline, as a PDF shows."""
    above, below = gap.above.rows[-1].seat, gap.below.rows[0].seat
    return above is not None and below is not None and above.region == below.region


def new_region(gap: Gap) -> float:
    """The paragraph stands in the columns of another headline; in columns without one it may go on."""
    above, below = gap.above.rows[-1].seat, gap.below.rows[0].seat
    if above is None or below is None or above.region == below.region:
        return 0.0
    return 1.0 if below.titled else 0.5


TEXT_CUES: tuple[tuple[str, float, Callable[[Gap], float]], ...] = (
    ("any paragraph", -4.5, lambda gap: 1.0),
    ("dateline", 8.0, lambda gap: opens_with_dateline(gap.below.text)),
    ("jump", 6.0, jump),
    ("signed", 2.3, signed),
    ("barely begun", -1.0, barely_begun),
    ("caption", 2.5, caption),
    ("letter or caption", 2.5, letter_or_caption),
    ("opening phrase", 2.0, lambda gap: OPENING_PHRASE.match(gap.below.text) is not None),
    ("elsewhere", 2.0, elsewhere),
    ("quotation", -0.8, lambda gap: gap.below.text[0] in "“‘"),
    ("other measure", 2.5, other_measure),
    ("same region", -6.0, same_region),
    ("new region", 12.0, new_region),
)
# What only something between the paragraphs can tell.
BETWEEN_CUES: tuple[tuple[str, float, Callable[[Gap], float]], ...] = (
    ("byline", 5.5, lambda gap: gap.holds(PieceKind.BYLINE)),
    ("label", 2.8, lambda gap: gap.holds(PieceKind.LABEL)),
    ("banner", 2.8, banner),
    ("narrow head", 1.5, narrow_head),
    ("marked head", -1.5, marked_head),
    ("notice", 5.0, notice),
    ("tall head", 1.4, tall_head),
    ("furniture", 1.0, lambda gap: gap.holds(PieceKind.FURNITURE)),
)
WORD_CUES: tuple[tuple[str, float, Callable[[Gap], float]], ...] = (
    ("head speaks of above", 4.2, head_speaks_of_above),
    ("new words", 0.9, lambda gap: gap.told_share < 0.08),
    ("told before", -5.0, lambda gap: min(0.5, gap.told_share)),
)
CUES = TEXT_CUES + BETWEEN_CUES + WORD_CUES
BEST_NEWS = 0.9  # what the words below can add
BEST_HEAD = 4.2  # what those of a head can add
USUAL = -0.3  # what the words mostly say inside a story


def cut_weight(gap: Gap) -> float:
    """The log odds that an article begins here; words are not weighed where they cannot decide."""
    seen = TEXT_CUES + BETWEEN_CUES if gap.between else TEXT_CUES
    weight = sum([weight * cue(gap) for _, weight, cue in seen])
    if weight + BEST_NEWS + (BEST_HEAD if gap.heads else 0.0) < 0:
        return weight + USUAL
    return weight + sum(weight * cue(gap) for _, weight, cue in WORD_CUES)
