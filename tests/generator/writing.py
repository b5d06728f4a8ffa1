"""The writers of each kind of item: a cast goes in, a finished story comes out."""

import random
from collections.abc import Callable, Mapping
from dataclasses import replace

from articles.parser.types import Block, BlockKind, Contributor
from tests.generator import phrases
from tests.generator.people import author_line, byline, dateline, printed_name
from tests.generator.prose import Cast, draw, person
from tests.generator.story import Kind, Passage, Signature, Story, paragraph, row
from tests.generator.style import Style
from tests.generator.words import CREDITS, SECTIONS

MARKS = ("‖", "●", "■", "◆", "", "", "一、")
TAGS = ("（短评）", "（走基层）", "（乡村行）", "（评论员观察）", "（百姓茶座）")
NUMERALS = "一二三四五六"
LIST_TITLES = ("{place}{topic}先进个人名单", "{place}{topic}入选人员公示", "{place}{office}表彰{topic}先进")
TABLE_TITLES = ("{place}{topic}进度一览", "{place}各乡镇{topic}任务完成情况", "{place}{office}{topic}通报")


def _text(cast: Cast, sentences: int) -> str:
    return "".join(cast.write(draw(cast.rng, phrases.NEWS_BODY)) for _ in range(sentences))


def _paragraphs(cast: Cast, count: int) -> list[Passage]:
    return [paragraph(_text(cast, draw(cast.rng, (1, 1, 2, 2, 3)))) for _ in range(count)]


def news(cast: Cast, style: Style) -> Story:
    """A report with a dateline: opening, two to five paragraphs, often a closing one."""
    signature = dateline(cast.rng, cast["place"], cast.printed, style)
    passages = [paragraph(cast.write(phrases.OPENINGS)), *_paragraphs(cast, cast.rng.randrange(1, 5))]
    if cast.rng.random() < 0.6:
        passages.append(paragraph(cast.write(phrases.CLOSINGS)))
    return Story(Kind.NEWS, headline=cast.write(phrases.HEADLINES), signature=signature, passages=tuple(passages))


def subhead(cast: Cast, mark: str, number: int) -> Passage:
    """A subhead with its mark, on two lines where it has a comma and luck."""
    text = cast.write(phrases.SUBHEADS)
    if mark == "一、":
        mark, text = "", f"{NUMERALS[number]}、{text}"
    halves = text.partition("，")
    two = halves[2] and cast.rng.random() < 0.3
    rows = (mark + halves[0] + halves[1], halves[2]) if two else (mark + text,)
    return Passage(Block(BlockKind.SUBHEAD, text), rows)


def feature(cast: Cast, style: Style) -> Story:
    """A long report with an author line and, mostly, subheads."""
    mark, passages = draw(cast.rng, MARKS), [paragraph(cast.write(phrases.FEATURE_OPENINGS) + _text(cast, 1))]
    headed = cast.rng.random() < 0.75
    for part in range(cast.rng.randrange(2, 5)):
        if headed:
            passages.append(subhead(cast, mark, part))
        passages += _paragraphs(cast, cast.rng.randrange(2, 4))
    headline = cast.write(phrases.FEATURE_HEADLINES)
    return Story(Kind.FEATURE, headline=headline, signature=author_line(cast.rng, style), passages=tuple(passages))


def essay(cast: Cast, style: Style) -> Story:
    """A piece for the literary page, with a bare author's name."""
    cast.settle("kin", "spot", "keepsake", "smell")
    passages = [
        paragraph("".join(cast.write(phrases.ESSAY) for _ in range(cast.rng.randrange(1, 5))))
        for _ in range(cast.rng.randrange(3, 8))
    ]
    headline = cast.write(phrases.ESSAY_HEADLINES)
    return Story(Kind.ESSAY, headline=headline, signature=byline(cast.rng, style), passages=tuple(passages))


def poem(cast: Cast, style: Style) -> Story:
    """Eight to sixteen short lines that are meant."""
    cast.settle("spot", "keepsake", "season")
    verses = tuple(row(cast.write(phrases.VERSES)) for _ in range(cast.rng.randrange(8, 17)))
    headline = cast.write(phrases.ESSAY_HEADLINES) + draw(cast.rng, ("", "（外一首）", "（组诗）"))
    return Story(Kind.POEM, headline=headline, signature=byline(cast.rng, style), passages=verses)


def names(cast: Cast, style: Style) -> Story:
    """A list of people: one paragraph of names with spaces between them."""
    listed = [person(cast.rng) for _ in range(cast.rng.randrange(20, 80))]
    printed = " ".join(printed_name(name, style) for name in listed)
    passages = (paragraph(cast.write(phrases.CLOSINGS)), paragraph(printed))
    return Story(Kind.NAMES, headline=cast.write(LIST_TITLES), passages=passages)


def table(cast: Cast, _: Style) -> Story:
    """Rows of three cells."""
    rows = [row(cast.write(("{town} {thing} {number}{unit}",))) for _ in range(cast.rng.randrange(4, 10))]
    opening = paragraph(cast.write(phrases.FACTS))
    return Story(Kind.TABLE, headline=cast.write(TABLE_TITLES), passages=(opening, *rows))


def letter(cast: Cast, style: Style) -> Story:
    """A reader's letter with its answer, signed."""
    signature = byline(cast.rng, style)
    name = " ".join(printed_name(writer.name, style) for writer in signature.contributors)
    signed = Signature(contributors=signature.contributors, tail=f"（{name}）")
    passages = tuple(paragraph(pattern.format_map(cast)) for pattern in phrases.LETTERS)
    return Story(Kind.LETTER, headline=cast.write(phrases.HEADLINES), signature=signed, passages=passages)


def notice(cast: Cast, _: Style) -> Story:
    """Small announcements under one word."""
    passages = tuple(paragraph(cast.write(phrases.NOTICES)) for _ in range(cast.rng.randrange(1, 4)))
    return Story(Kind.NOTICE, headline=draw(cast.rng, ("公告", "遗失声明", "启事", "便民信息")), passages=passages)


def caption(cast: Cast, style: Style) -> Story:
    """A picture's text with its credit, on the same line or on its own."""
    rng, photographer = cast.rng, person(cast.rng)
    role = draw(rng, ("", "", "本报记者 ", "新华社记者 ", "通讯员 "))
    credit = f"{role}{printed_name(photographer, style)}{draw(rng, (' ', ''))}摄{draw(rng, CREDITS)}"
    text = cast.write(phrases.CAPTIONS)
    signature = Signature(also=(Contributor("摄影", photographer),))
    if rng.random() < 0.5:
        ended = f"{text} {credit}" if credit.endswith("）") or rng.random() < 0.7 else f"{text}（{credit}）"
        return Story(Kind.CAPTION, signature=signature, passages=(Passage(Block(BlockKind.CAPTION, ended)),))
    passages = (Passage(Block(BlockKind.CAPTION, text)), Passage(Block(BlockKind.CAPTION, credit), (credit,)))
    return Story(Kind.CAPTION, signature=signature, passages=passages)


def orphan(cast: Cast, _: Style) -> Story:
    """A headline without a body: that one was a picture, or fell on another page."""
    return Story(Kind.ORPHAN, headline=cast.write(phrases.HEADLINES))


Writer = Callable[[Cast, Style], Story]
WRITERS: Mapping[Kind, Writer] = {
    Kind.NEWS: news,
    Kind.FEATURE: feature,
    Kind.ESSAY: essay,
    Kind.POEM: poem,
    Kind.NAMES: names,
    Kind.TABLE: table,
    Kind.LETTER: letter,
    Kind.NOTICE: notice,
    Kind.CAPTION: caption,
    Kind.ORPHAN: orphan,
}
LIKELY = (*[Kind.NEWS] * 24, *[Kind.FEATURE] * 4, Kind.LETTER, Kind.NAMES, Kind.TABLE, Kind.NOTICE)
LITERARY = (*[Kind.ESSAY] * 6, Kind.POEM, Kind.POEM, Kind.FEATURE)


def kinds(rng: random.Random, style: Style) -> list[Kind]:
    """The items of a page: 4–10 of a news page or 3–5 of a literary one, with captions and orphan headlines."""
    literary = rng.random() < 0.1
    pool, least, most = (LITERARY, 3, 6) if literary else (LIKELY, 4, 11)
    chosen = [draw(rng, pool) for _ in range(rng.randrange(least, most))]
    for kind, chance in ((Kind.CAPTION, style.captions), (Kind.ORPHAN, style.orphans / 2)) * 2:
        if rng.random() < chance:
            chosen.insert(rng.randrange(len(chosen) + 1), kind)
    return chosen


def dress(story: Story, cast: Cast, style: Style) -> Story:
    """Add kicker, subtitle, section and jumps, or take the headline away, as the page's style has it."""
    rng = cast.rng
    if story.kind is Kind.NEWS or story.kind is Kind.FEATURE:
        story = _titled(story, cast, style) if rng.random() >= style.missing_headlines else replace(story, headline="")
        story = _jumping(story, rng) if rng.random() < style.jumps else story
    if story.headline and story.kind in (Kind.FEATURE, Kind.ESSAY) and rng.random() < 0.06:
        story = replace(story, headline=story.headline + draw(rng, TAGS))
    if story.headline and story.kind is not Kind.ORPHAN and rng.random() < style.sections:
        story = replace(story, section=draw(rng, SECTIONS))
    return story


def _titled(story: Story, cast: Cast, style: Style) -> Story:
    rng = cast.rng
    kicker = cast.write(phrases.KICKERS) if rng.random() < style.kickers else ""
    subtitle = cast.write(phrases.SUBTITLES) if rng.random() < style.subtitles else ""
    return replace(story, kicker=kicker, subtitle=subtitle)


def _jumping(story: Story, rng: random.Random) -> Story:
    if rng.random() < 0.6 and not story.signature.tail:
        return replace(story, jump_to=rng.randrange(2, 9))
    return replace(story, jump_from=1, signature=Signature(), passages=story.passages[1:])
