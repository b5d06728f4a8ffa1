"""Datelines, author lines and signatures, each with the names that it prints."""

import random
from collections.abc import Callable
from datetime import date

from articles.parser.types import Contributor
from tests.generator.prose import draw, person
from tests.generator.story import Signature
from tests.generator.style import Style

WRITERS = ("通讯员", "通讯员", "通讯员", "记者", "记者", "特约记者", "特约通讯员", "实习生", "见习记者")
POSTS = ("作者系{place}作协会员", "作者单位：{place}文联", "作者为{place}中学教师", "作者系退休干部")


def printed_name(name: str, style: Style) -> str:
    """``马旭`` as ``马 旭`` where the paper spaces short names out."""
    return style.name_space.join(name) if style.spaced_names and len(name) == 2 else name


def printed_names(people: tuple[Contributor, ...], style: Style, between: str = " ") -> str:
    """``通讯员陈远山 马 旭 记者李青``: each role before the first of its names."""
    parts, role = [], ""
    for writer in people:
        prefix = writer.role if writer.role != role else ""
        parts.append(prefix + printed_name(writer.name, style))
        role = writer.role
    return between.join(parts)


def writers(rng: random.Random, role: str, most: int = 3) -> tuple[Contributor, ...]:
    """One to ``most`` people of one role."""
    count = min(most, 1 + int(rng.random() ** 2 * most))
    return tuple(Contributor(role, person(rng)) for _ in range(count))


def _crew(rng: random.Random) -> tuple[Contributor, ...]:
    crew = writers(rng, draw(rng, WRITERS))
    if crew[0].role == "记者" and rng.random() < 0.3:
        crew += writers(rng, "通讯员", 2)
    return crew


def _own_dateline(rng: random.Random, place: str, _: date, style: Style) -> Signature:
    crew = _crew(rng)
    gap = " " if rng.random() < 0.2 else ""
    credit = " 文/图" if rng.random() < 0.04 else ""
    return Signature(place, crew, lead=f"本报{place}讯{gap}（{printed_names(crew, style)}{credit}）")


def _signed_dateline(rng: random.Random, place: str, _: date, style: Style) -> Signature:
    crew = writers(rng, "" if rng.random() < 0.8 else "通讯员", 2)
    return Signature(place, crew, lead=f"本报{place}讯 ", tail=f"（{printed_names(crew, style)}）")


def _placeless_dateline(rng: random.Random, _: str, __: date, style: Style) -> Signature:
    crew = _crew(rng)
    return Signature("", crew, lead=f"本报讯（{printed_names(crew, style)}）")


def _wire(rng: random.Random, place: str, printed: date, style: Style) -> Signature:
    agency = draw(rng, ("新华社", "新华社", "中新社", "本报"))
    gap = draw(rng, ("", " "))
    crew = writers(rng, "记者")
    names = printed_names(crew, style, draw(rng, (" ", "、")))
    return Signature(place, crew, lead=f"{agency}{place}{printed.month}月{printed.day}日电{gap}（{names}）")


def _anonymous_wire(rng: random.Random, place: str, printed: date, _: Style) -> Signature:
    opening = draw(rng, ("据新华社", "新华社", "据中新社"))
    return Signature(place, lead=f"{opening}{place}{printed.month}月{printed.day}日电 ")


Maker = Callable[[random.Random, str, date, Style], Signature]
DATELINES: tuple[Maker, ...] = (
    *[_own_dateline] * 10,
    *[_signed_dateline] * 3,
    _placeless_dateline,
    _wire,
    _anonymous_wire,
)


def dateline(rng: random.Random, place: str, printed: date, style: Style) -> Signature:
    """How a piece of news opens."""
    return draw(rng, DATELINES)(rng, place, printed, style)


def author_line(rng: random.Random, style: Style) -> Signature:
    """A line of its own: ``本报记者 任远山 姜 平``, at times with helpers in brackets at the end."""
    crew = writers(rng, draw(rng, ("记者", "记者", "通讯员", "特约记者")), 2)
    if crew[0].role == "记者" and rng.random() < 0.25:
        crew += writers(rng, "通讯员", 1)
    names = printed_names(crew, style).replace(crew[0].role, f"{crew[0].role} ", 1)
    paper = "本报" if crew[0].role.endswith("记者") else ""
    helpers = writers(rng, "", 2) if rng.random() < 0.1 else ()
    tail = f"（{printed_names(helpers, style, '、')}参与采写）" if helpers else ""
    return Signature("", crew, helpers, byline=f"{paper}{names}", tail=tail)


def byline(rng: random.Random, style: Style) -> Signature:
    """A bare author's name, at times marked, at times with his post at the end."""
    crew = writers(rng, "", 2)
    mark = draw(rng, ("", "", "", "□ ", "文/", "作者："))
    post = draw(rng, POSTS).format(place="本县") if rng.random() < 0.2 else ""
    also = (Contributor("", post),) if post else ()
    return Signature("", crew, also, byline=mark + printed_names(crew, style), tail=f"（{post}）" if post else "")
