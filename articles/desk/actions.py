"""The actions of the page desk: what each makes of the articles of a page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.body import without_mark
from articles.desk.page import Change, carry_out
from articles.desk.recompose import Part
from articles.desk.spread import Spread
from articles.desk.title_lines import label_lines, lines_of, roles_of
from articles.desk.typed import TYPED
from articles.lines import numbers, to_ranges
from articles.models import Article, DeskStep, Status
from articles.parser.redraft import FIELDS, TITLES, Given
from articles.parser.typeset import bare
from articles.review import Refused


@dataclass(frozen=True, slots=True)
class Asked:
    """What an editor points at: an article (its key), raw lines, and which of the proposed titles."""

    article: int | None = None
    lines: frozenset[int] = frozenset()
    title: int = 0


@dataclass(frozen=True, slots=True)
class DeskAction:
    """What it is called, what it does, the key that does it, and what its button says if that is less."""

    label: Promise
    change: Callable[[Spread, Asked], Change]
    key: str = ""
    short: Promise | None = None


@transaction.atomic
def act(key: int, name: str, asked: Asked, *, by: User, seen: Mapping[int, int]) -> DeskStep:
    """Do one of ACTIONS on the page of this ``key``; ``seen`` are the versions of its articles that were on the screen.

    Raises ``Stale`` where one that it changes has changed since, ``Refused`` where it may not be done, in words.
    """
    spread = Spread.hold(key, by, seen)
    return carry_out(spread, name, ACTIONS[name].change(spread, asked), reason=str(ACTIONS[name].label))


def split(spread: Spread, asked: Asked) -> Change:
    """From the first of the lines on a new article; the title stays."""
    article, first = _owner(spread, asked), min(asked.lines)
    own = lines_of(article)
    below = frozenset(line for line in own if line >= first) - roles_of(article).keys()
    if not below or below == own:
        raise Refused(_("There is nothing above this line, or nothing below it: the article cannot be split here."))
    return Change((Part(article, own - below, (article,)), Part(None, below, (article,))))


def merge(spread: Spread, asked: Asked) -> Change:
    """The article becomes part of the one before it on the page."""
    article = _article(spread, asked)
    above = [other for other in spread.standing() if other.position < article.position]
    if not above:
        raise Refused(_("There is no article before this one."))
    before = spread.editable(above[-1].pk)
    titles = roles_of(article)
    is_titled = any(getattr(before, role.value) for role in TITLES)
    given = dict.fromkeys(titles, Given.SUBHEAD) if is_titled else titles
    part = Part(before, lines_of(before) | lines_of(article), (before, article), given, taken_in=(article,))
    return Change((part,), discarded=(article,))


def move(spread: Spread, asked: Asked) -> Change:
    """The lines go to the article, or to a new one where none is named."""
    target = _article(spread, asked) if asked.article else None
    return _moved(spread, asked, target, {})


def _moved(spread: Spread, asked: Asked, target: Article | None, given: Mapping[int, Given]) -> Change:
    """The lines taken from whoever has them; an article that has none left is discarded."""
    givers = [article for article in _owners(spread, asked) if article != target]
    left = {article: lines_of(article) - asked.lines for article in givers}
    parts = [Part(article, lines, (article,)) for article, lines in left.items() if lines]
    sources = ((target,) if target else ()) + tuple(givers)
    lines = (_without(target, given) if target else frozenset[int]()) | _printed(spread, asked)
    emptied = tuple(article for article, lines in left.items() if not lines)
    direct = _with_former(target, given) if target else {}
    return Change((*parts, Part(target, lines, sources, given, direct, emptied)), discarded=emptied)


def _without(target: Article, given: Mapping[int, Given]) -> frozenset[int]:
    """Its lines without those of a title or label that other lines become now: they are in no article then, to be placed."""
    roles, taken = label_lines(target) | roles_of(target), set(FIELDS).intersection(given.values())
    return lines_of(target) - {line for line, role in roles.items() if role in taken}


def _with_former(target: Article, given: Mapping[int, Given]) -> dict[str, Any]:
    """Its proposed titles, with the one that it has where lines take its place: nothing that was typed there is lost."""
    is_replaced = any(getattr(target, role.value) for role in TITLES if role in given.values())
    return {"alternatives": [*target.alternatives, _title_of(target)]} if is_replaced else {}


def _title_of(article: Article) -> dict[str, Any]:
    """The title that it has, as a proposed one."""
    title = {role.value: getattr(article, role.value) for role in TITLES}
    return title | {"lines": to_ranges(roles_of(article), article.page.raw), "confidence": 0.0}


def _as_role(role: Given) -> Callable[[Spread, Asked], Change]:
    """The lines get the role in the article that is named, or in the one that has them."""

    def change(spread: Spread, asked: Asked) -> Change:
        target = _article(spread, asked) if asked.article else _owner(spread, asked)
        return _moved(spread, asked, target, dict.fromkeys(_printed(spread, asked), role))

    return change


def _at_lines(edit: Callable[[str, str], str], *, is_each: bool) -> Callable[[Spread, Asked], Change]:
    """The text changed where the first of the lines begins in it, or each; what begins there is neither subhead nor caption then.

    Raises ``Refused`` where a line is not found there.
    """

    def change(spread: Spread, asked: Asked) -> Change:
        article, lines = _owner(spread, asked), sorted(_printed(spread, asked))
        body = article.body
        for line in lines if is_each else lines[:1]:
            place = _place_of(line, article, body)
            body = edit(without_mark(body[:place]), body[place:])
        if body == article.body:
            raise Refused(_("That is so already: nothing has changed."))
        return Change((Part(article, lines_of(article), (article,), {}, {"body": body}),))

    return change


def _place_of(line: int, article: Article, body: str) -> int:
    """Where in the body one of an article's lines begins; raises ``Refused`` where that cannot be told."""
    raw = article.page.raw.split("\n")
    text = {number: bare(raw[number - 1]) for number in sorted(lines_of(article) - roles_of(article).keys())}
    before = "".join(words for number, words in text.items() if number < line)
    alike = _places("".join(text.values()), bare(raw[line - 1]))
    places = places_in(body, raw[line - 1])
    if not places:
        raise Refused(_("The line does not begin anything in the text: change the text itself."))
    if len(places) == 1:
        return places[0]
    if len(places) != len(alike) or len(before) not in alike:
        raise Refused(_("The text has the words of this line more than once: change the text itself."))
    return places[alike.index(len(before))]


def places_in(text: str, line: str) -> list[int]:
    """Where in a text the words of a raw line stand, whatever spaces and breaks are in either."""
    places = [at for at, character in enumerate(text) if not character.isspace()]
    return [places[found] for found in _places("".join(text[at] for at in places), bare(line))]


def _places(text: str, words: str) -> list[int]:
    return [at for at in range(len(text)) if text.startswith(words, at)]


def part_paragraphs(above: str, below: str) -> str:
    """A paragraph ends above."""
    return f"{above.rstrip()}\n\n{below}".lstrip("\n")


def join_paragraphs(above: str, below: str) -> str:
    """The paragraph above goes on."""
    return above.rstrip("\n") + below


def drop(spread: Spread, asked: Asked) -> Change:
    """The lines are in no article: furniture, or nothing."""
    owners = _owners(spread, asked)
    left = {article: lines_of(article) - asked.lines for article in owners}
    parts = tuple(Part(article, lines, (article,)) for article, lines in left.items() if lines)
    emptied = tuple(article for article, lines in left.items() if not lines)
    return Change(parts, discarded=emptied, furniture=_printed(spread, asked), drops=True)


def take_title(spread: Spread, asked: Asked) -> Change:
    """Another of the proposed titles; its lines come, those of the former go, which is proposed last: again and again, one sees each."""
    article = _article(spread, asked)
    if not 0 <= asked.title < len(article.alternatives):
        raise Refused(_("There is no such proposal."))
    chosen = article.alternatives[asked.title]
    title = {role.value: chosen.get(role.value, "") for role in TITLES}
    printed, own = spread.page.raw.split("\n"), roles_of(article)
    free = {line for line in numbers(chosen.get("lines", [])) if spread.owners.get(line) in (None, article)}
    given = {line: role for line in free for role in TITLES if _is_in(printed[line - 1], title[role.value])}
    others = [other for at, other in enumerate(article.alternatives) if at != asked.title]
    others.append(_title_of(article))
    lines = (lines_of(article) - own.keys()) | given.keys()
    return Change((Part(article, lines, (article,), given, {**title, "alternatives": others}),))


def _is_in(line: str, title: str) -> bool:
    return bool(line.strip()) and bare(line) in bare(title)


def swap(spread: Spread, asked: Asked) -> Change:
    """Kicker and headline change places."""
    article = _article(spread, asked)
    title = {"kicker": article.headline, "headline": article.kicker}
    places = {Given.KICKER: Given.HEADLINE, Given.HEADLINE: Given.KICKER}
    given = {line: places[role] for line, role in roles_of(article).items() if role in places}
    return Change((Part(article, lines_of(article), (article,), given, title),))


def settle(spread: Spread, asked: Asked) -> Change:
    """Its notes are looked at: there is nothing left to do about them."""
    article = _article(spread, asked)
    if not article.notes:
        raise Refused(_("The article has no notes."))
    return Change(settled=(article,))


def discard(spread: Spread, asked: Asked) -> Change:
    """The article is none; its lines are in no article."""
    return Change(discarded=(_article(spread, asked),))


def restore(spread: Spread, asked: Asked) -> Change:
    """A discarded article comes back, as far as its lines are still free."""
    if asked.article is None:
        raise Refused(_("Choose an article first."))
    article = spread.editable(asked.article)
    if any(spread.owners.get(line) for line in lines_of(article)):
        raise Refused(_("Another article has its lines now: move them, or undo the step."))
    return Change(restored=(article,))


def _article(spread: Spread, asked: Asked) -> Article:
    """The article that is pointed at; raises ``Refused`` where none is."""
    if asked.article is None:
        raise Refused(_("Choose an article first."))
    article = spread.editable(asked.article)
    if article.status == Status.DISCARDED:
        raise Refused(_("The article is discarded."))
    return article


def _owner(spread: Spread, asked: Asked) -> Article:
    """The one article that has the first line."""
    owners = _owners(spread, asked)
    if not owners:
        raise Refused(_("These lines are in no article: choose the article that they belong to."))
    return owners[0]


def _owners(spread: Spread, asked: Asked) -> list[Article]:
    """The articles that have the lines, in the order of the lines."""
    found = dict.fromkeys(owner.pk for line in sorted(_printed(spread, asked)) if (owner := spread.owners.get(line)))
    return [spread.editable(key) for key in found]


def _printed(spread: Spread, asked: Asked) -> frozenset[int]:
    """The lines that are pointed at and print something; raises ``Refused`` where there are none."""
    printed = spread.page.raw.split("\n")
    lines = frozenset(line for line in asked.lines if 1 <= line <= len(printed) and printed[line - 1].strip())
    if not lines:
        raise Refused(_("Choose the lines first."))
    return lines


# fmt: off
ACTIONS: dict[str, DeskAction] = {
    "split":     DeskAction(_("Split the article here"), split, "s", _("Split")),
    "move":      DeskAction(_("Move the lines"), move, "v", _("Move")),
    "kicker":    DeskAction(_("Make it the kicker"), _as_role(Given.KICKER), "1", _("kicker")),
    "headline":  DeskAction(_("Make it the headline"), _as_role(Given.HEADLINE), "2", _("headline")),
    "subtitle":  DeskAction(_("Make it the subtitle"), _as_role(Given.SUBTITLE), "3", _("subtitle")),
    "subhead":   DeskAction(_("Make it a subhead"), _as_role(Given.SUBHEAD), "4", _("subhead")),
    "byline":    DeskAction(_("Make it the byline"), _as_role(Given.BYLINE), "5", _("byline")),
    "section":   DeskAction(_("Make it the section label"), _as_role(Given.SECTION), "6", _("section")),
    "paragraph": DeskAction(_("Begin a paragraph here"), _at_lines(part_paragraphs, is_each=False), "p", _("Paragraph")),
    "joined":    DeskAction(_("Join with the paragraph before"), _at_lines(join_paragraphs, is_each=True), "j", _("Join")),
    "drop":      DeskAction(_("In no article: furniture"), drop, "0", _("No article")),
    "merge":     DeskAction(_("Merge with the one before"), merge, "m"),
    "title":     DeskAction(_("Take another proposed headline"), take_title, "t"),
    "swap":      DeskAction(_("Swap kicker and headline"), swap, "w"),
    "settle":    DeskAction(_("Notes looked at"), settle, "k"),
    "discard":   DeskAction(_("Discard the article"), discard, "x"),
    "restore":   DeskAction(_("Restore the article"), restore, "r"),
}
# fmt: on


def label_of(step: DeskStep) -> Promise:
    """What a step at the desk is called."""
    return _("Typed text") if step.action == TYPED else ACTIONS[step.action].label
