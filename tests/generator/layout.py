"""Layout: stories are set, and their titles, bodies and the page's furniture put into the order in which they were drawn."""

import random
from dataclasses import dataclass
from itertools import zip_longest

from articles.parser.types import BlockKind
from tests.generator.prose import draw
from tests.generator.setting import break_headline, break_lines, space_digits
from tests.generator.story import Kind, Passage, Story
from tests.generator.style import Habit, Style

PAGE_NUMERALS = "零一二三四五六七八九"
SECTION_MARKS = ("■{}", "【{}】", "●{}", "◆{}", "▲{}", "[{}]", "{}")
FURNITURE = -1
BOXED = (Kind.NOTICE, Kind.NAMES, Kind.TABLE)  # one text frame, headline on top


@dataclass(frozen=True, slots=True)
class Row:
    """A printed line and the story it belongs to (``FURNITURE`` for none); ``opens`` a chunk of text."""

    text: str
    story: int
    opens: bool = False


def chunk(lines: list[str], story: int) -> list[Row]:
    """Lines that are drawn together."""
    return [Row(text, story, opens=not at) for at, text in enumerate(lines) if text.strip()]


def title_lines(story: Story, rng: random.Random, style: Style) -> list[str]:
    """Kicker, headline and subtitle as printed: at times from the bottom up, at times with a shadow."""
    if not story.headline:
        return []
    lines = [story.kicker, *break_headline(story.headline, rng), story.subtitle]
    lines = [space_digits(line, rng, style).strip() for line in lines if line]
    if len(lines) > 1 and rng.random() < style.reversed_titles:
        lines.reverse()
    return _shadowed(lines, rng) if rng.random() < style.shadows else lines


def _shadowed(lines: list[str], rng: random.Random) -> list[str]:
    way = rng.random()
    if way < 0.3:
        return [line + line for line in lines]
    return [line for line in lines for _ in range(2)] if way < 0.7 else lines + lines


def body_lines(story: Story, measure: int, rng: random.Random, style: Style) -> list[str]:
    """The body with its dateline, signature and jump lines, set to the measure."""
    signature = story.signature
    lines = [f"（上接第{_page_number(story.jump_from, rng)}版）"] if story.jump_from else []
    last = len(story.passages) - 1
    for at, passage in enumerate(story.passages):
        lead = signature.lead if not at else ""
        tail = _tail(story, rng) if at == last else ""
        lines += _passage_lines(passage, lead, tail, measure, rng, style)
    return lines


def _tail(story: Story, rng: random.Random) -> str:
    if story.jump_to:
        return f"（下转第{_page_number(story.jump_to, rng)}版）"
    return draw(rng, ("", " ", "\n")) + story.signature.tail if story.signature.tail else ""


def _page_number(page: int, rng: random.Random) -> str:
    return PAGE_NUMERALS[page] if rng.random() < 0.8 else str(page)


def _passage_lines(passage: Passage, lead: str, tail: str, measure: int, rng: random.Random, style: Style) -> list[str]:
    if passage.rows:
        return [*passage.rows, *([tail.strip()] if tail else [])]
    text = lead + space_digits(passage.block.text, rng, style)
    indent = 0 if passage.block.kind is BlockKind.CAPTION else 2
    if tail.startswith("\n"):
        return [*break_lines(text, measure, rng, style, indent), tail.strip()]
    return break_lines(text + tail, measure, rng, style, indent)


def measure_of(story: Story, rng: random.Random, style: Style) -> int:
    """The page's common measure, or another one."""
    if story.kind is Kind.CAPTION:
        return rng.randrange(12, 34)
    if rng.random() >= style.other_measures:
        return style.measure
    return min(40, max(10, style.measure + draw(rng, (-3, -2, 2, 3, 5, style.measure))))


def set_story(number: int, story: Story, rng: random.Random, style: Style) -> tuple[list[Row], list[Row]]:
    """The chunks of a title (with its section label and perhaps the author line) and of a body."""
    title = title_lines(story, rng, style)
    body = body_lines(story, measure_of(story, rng, style), rng, style)
    byline = story.signature.byline
    if byline and title and rng.random() < 0.4:
        title.append(byline)
    elif byline:
        body.insert(0, byline)
    label = [draw(rng, SECTION_MARKS[:-1]).format(story.section)] if story.section else []
    return chunk(label, FURNITURE) + chunk(title, number), chunk(body, number)


def draw_order(stories: list[Story], rng: random.Random, style: Style) -> list[list[Row]]:
    """The chunks of all stories in the order of drawing, by the page's habit and its exceptions."""
    groups: list[list[list[Row]]] = []
    far: list[list[list[Row]]] = []
    for number, story in enumerate(stories):
        title, body = set_story(number, story, rng, style)
        habit = style.habit if rng.random() >= style.strays else draw(rng, list(Habit))
        hidden = not _opening_shows(story) and (habit is Habit.FAR or not groups or len(groups[-1]) < 2)
        if hidden or story.kind in BOXED:
            habit = Habit.BEFORE
        if habit is Habit.FAR and title and body:
            far.append([title])
            title = []
        group = [title, body] if habit is Habit.BEFORE else [body, title]
        groups.append([part for part in group if part])
    for lone in far:
        groups.insert(rng.randrange(len(groups) + 1), lone)
    guests = {number for number, story in enumerate(stories) if story.kind in (Kind.ORPHAN, Kind.CAPTION)}
    return _intruded([part for group in groups for part in group], guests, rng, style)


def _opening_shows(story: Story) -> bool:
    """Whether the body's first line tells that a story begins."""
    return bool(story.signature.lead or story.signature.byline or story.jump_from)


def _intruded(chunks: list[list[Row]], guests: set[int], rng: random.Random, style: Style) -> list[list[Row]]:
    """Now and then a lone headline or a caption is drawn in the middle of somebody else's body."""
    lone = [part for part in chunks if part[0].story in guests and len(part) < 4]
    long = [part for part in chunks if len(part) > 20]
    if not lone or not long or rng.random() >= style.intruders:
        return chunks
    guest, host = draw(rng, lone), draw(rng, long)
    at = rng.randrange(6, len(host) - 6)
    opened = Row(host[at].text, host[at].story, opens=True)
    split = [host[:at], guest, [opened, *host[at + 1 :]]]
    return [part for old in chunks if old is not guest for part in (split if old is host else [old])]


def interleave(rows: list[Row]) -> list[Row]:
    """Two columns read straight across: cut near the middle, where no story crosses, and taken line by line in turn."""
    last = {row.story: at for at, row in enumerate(rows) if row.story != FURNITURE}
    cuts, reach = [0], -1
    for at, row in enumerate(rows):
        if at > reach:
            cuts.append(at)
        reach = max(reach, last.get(row.story, at))
    half = min(cuts, key=lambda at: abs(at - len(rows) / 2))
    pairs = zip_longest(rows[:half], rows[half:])
    return [row for pair in pairs for row in pair if row]
