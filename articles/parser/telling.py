"""What each story of a page tells, for finding the headline that speaks of it."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from articles.parser.cues import is_caption
from articles.parser.dateline import read_dateline
from articles.parser.segment import Story
from articles.parser.words import Vocabulary, pairs

REACH = 24


@dataclass(frozen=True, slots=True)
class Told:
    """A story's words, its opening's words, its text, its dateline's place, whether it is a picture's caption, and where on the page it runs."""

    words: frozenset[str]
    opening: frozenset[str]
    text: str
    place: str
    caption: bool
    first: int
    last: int
    region: int | None = None

    def distance(self, at: int) -> int:
        """How many pieces lie between the story and a place on the page."""
        return max(self.first - at, at - self.last, 0)


@dataclass(frozen=True, slots=True)
class Page:
    """The stories of a page in order, where each begins, and the weight of their words."""

    told: Sequence[Told]
    firsts: Sequence[int]
    vocabulary: Vocabulary

    def near(self, at: int) -> range:
        """The stories that a headline at this place may belong to: on a page of usual size, all."""
        following = bisect_left(self.firsts, at)
        return range(max(0, following - REACH), min(len(self.told), following + REACH))

    def likenesses(self, text: str, at: int) -> dict[int, float]:
        """How much of a title's words each story near uses, its opening counting again: 0–1."""
        words = pairs(text)
        total = self.vocabulary.weigh(words)
        likenesses = dict.fromkeys(self.near(at), 0.0)
        for number in likenesses if total else ():
            told = self.told[number]
            if shared := words & told.words:
                weights = self.vocabulary.weigh(shared), self.vocabulary.weigh(shared & told.opening)
                likenesses[number] = (0.7 * weights[0] + 0.3 * weights[1]) / total
        return likenesses

    def favourite(
        self, text: str, at: int, likenesses: Mapping[int, float], least: float = 0.35, margin: float = 0.12
    ) -> int | None:
        """The one story that a text plainly speaks of, or nothing; a place's name speaks of the nearest dateline's story."""
        placed = [
            number for number in likenesses if self.told[number].place and text.startswith(self.told[number].place)
        ]
        if placed:
            return min(placed, key=lambda number: self.told[number].distance(at))
        ranked = sorted(((likeness, number) for number, likeness in likenesses.items()), reverse=True)
        if not ranked or ranked[0][0] < least or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < margin):
            return None
        return ranked[0][1]


def region_of(story: Story) -> int | None:
    """The region of a PDF page in which a story begins."""
    seat = story.body[0].rows[0].seat if story.body else None
    return seat.region if seat is not None else None


def told_of(story: Story) -> Told:
    """What one story tells."""
    dateline = read_dateline(story.body[0].text) if story.body else None
    return Told(
        words=story.words,
        opening=story.body[0].words if story.body else frozenset(),
        text=story.text,
        place=dateline.place if dateline else "",
        caption=any(is_caption(piece) for piece in story.body[-1:]),
        first=story.first,
        last=story.last,
        region=region_of(story),
    )


def tell(stories: Sequence[Story]) -> Page:
    """The stories of a page with the weight of their words."""
    told = [told_of(story) for story in stories]
    return Page(told, [story.first for story in told], Vocabulary.of([story.words for story in told]))
