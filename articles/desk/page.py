"""What an action makes of the articles of a page is written in one transaction, and can be undone step by step."""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.desk.book import Book
from articles.desk.recompose import Carried, Part, Typed, recompose, typed_in
from articles.desk.spread import Spread
from articles.desk.states import State, is_in, people_of, state_of, state_of_page, without_people
from articles.desk.zones import draw_anew, shared_pictures
from articles.lines import numbers, to_ranges
from articles.models import Article, DeskStep, Status
from articles.review import Refused


@dataclass(frozen=True, slots=True)
class Change:
    """What an action makes of a page: some articles anew, some discarded or restored, some without notes, some lines as furniture.

    ``drops`` tells that the typed text of lines that leave may go with them.
    """

    parts: tuple[Part, ...] = ()
    discarded: tuple[Article, ...] = ()
    restored: tuple[Article, ...] = ()
    settled: tuple[Article, ...] = ()
    furniture: frozenset[int] = frozenset()
    drops: bool = False


def carry_out(spread: Spread, name: str, change: Change, *, reason: str) -> DeskStep:
    """Write what the action makes of the page, and the step; call it in the transaction that holds the page."""
    parts = [part.article for part in change.parts if part.article is not None]
    touched = (*parts, *change.discarded, *change.restored, *change.settled)
    before = {str(each.pk): state_of(each) for each in touched}
    before_page = state_of_page(spread.page)
    book = Book(spread, reason)
    _set_aside(book, change)
    _edit_parts(book, change)
    for article in change.settled:
        book.edit(article, state_of(article) | {"notes": []})
    if spread.account(change.furniture):
        spread.page.save(update_fields=["furniture", "leftover"])
    after = {str(article.pk): state_of(article) for article in book.write()}
    return DeskStep.objects.create(
        page=spread.page,
        number=spread.steps + 1,
        action=name,
        by=spread.by,
        at=timezone.now(),
        before={"articles": {key: before.get(key) for key in after}, "page": before_page},
        after={"articles": after, "page": state_of_page(spread.page)},
    )


def undo(key: int, *, by: User, number: int | None) -> DeskStep:
    """Take back the last standing step of the page of this ``key``, which must be ``number`` if one is named, as new versions.

    Names come back to the people who had them. Raises ``Refused`` where there is no such step, or where one of its articles
    was changed since. Call it outside transactions.
    """
    try:
        return _take_back(key, by, number)
    except IntegrityError:  # one of the people was deleted since
        return _take_back(key, by, number, by_name=True)


@transaction.atomic
def _take_back(key: int, by: User, number: int | None, *, by_name: bool = False) -> DeskStep:
    """Undo; ``by_name`` looks up who had the names."""
    spread = Spread.hold(key, by, {})
    spread.seen = {article.pk: article.version for article in spread.articles}
    step = DeskStep.objects.take_back_last(key)
    if step is None or number not in (None, step.number):
        raise Refused(_("This is no longer the last step on this page. Look at the page again."))
    articles = {key: spread.editable(int(key)) for key in step.after["articles"]}
    if not all(is_in(state, articles[key]) for key, state in step.after["articles"].items()):
        raise Refused(_("The text was changed after this step: it cannot be undone. Restore an older version instead."))
    book = Book(spread, str(_("undone at the page desk")))
    for at, state in step.before["articles"].items():
        _put_back(book, articles[at], without_people(state) if state and by_name else state)
    book.write()
    if step.before["page"] not in (None, state_of_page(spread.page)):
        spread.page.furniture, spread.page.leftover = step.before["page"]["furniture"], step.before["page"]["leftover"]
        spread.page.save(update_fields=["furniture", "leftover"])
    return step


def _put_back(book: Book, article: Article, state: State | None) -> None:
    """The article as it was before a step; one that the step made is discarded."""
    is_there = article.status != Status.DISCARDED
    if is_there and (state is None or state["is_discarded"]):
        book.turn(article, "discard")
    elif not is_there and state and not state["is_discarded"]:
        book.turn(article, "restore")
    if state and not is_in(state, article):
        book.edit(article, state)


def _set_aside(book: Book, change: Change) -> None:
    """Discard and restore; the pictures of what another article takes in go there."""
    sources = [source for part in change.parts for source in part.sources]
    for article in change.discarded:
        book.turn(article, "discard")
        if article in sources:
            book.give_pictures(article, ())
    for article in change.restored:
        book.turn(article, "restore")


def _edit_parts(book: Book, change: Change) -> None:
    """Each part as its article, or as a new one right behind the first it is made from; then its zones."""
    spread, raw = book.spread, book.spread.page.raw
    sources = {source.pk: source for part in change.parts for source in part.sources}
    typed = {key: typed_in(source) for key, source in sources.items()}
    results = [recompose(part, typed, raw) for part in change.parts]
    if not change.drops:
        _refuse_loss(change, typed, {each for _content, carried in results for each in carried})
    pictures = shared_pictures(change.parts, raw)
    articles = [part.article or spread.new_behind(part.sources) for part in change.parts]
    for part, article, (content, _carried), rows in zip(change.parts, articles, results, pictures, strict=True):
        others = {line for other in change.parts if other is not part for line in other.lines}
        book.edit(article, _state(spread, part, content, article, others) | {"pictures": rows})
    standing = spread.standing()
    places = [next(at for at, each in enumerate(standing) if each is article) for article in articles]
    for at, zones in draw_anew(spread.page, standing, dict(zip(places, pictures, strict=True))).items():
        standing[at].zones = zones


def _refuse_loss(change: Change, typed: Mapping[int, Typed], carried: Carried) -> None:
    """What a person had typed is in one of the parts, or nothing is done."""
    texts = {key: each.changes for key, each in typed.items() if each.is_typed}
    if any((key, number) not in carried for key, changes in texts.items() for number in range(len(changes))):
        raise Refused(
            _("Something that was typed into the text cannot be carried over. Cut and paste in the text itself.")
        )
    taken_in = {source for part in change.parts for source in part.taken_in}
    lost = {name for each in taken_in for name in typed[each.pk].said_by_hand if (each.pk, name) not in carried}
    if lost:
        names = [str(each.verbose_name) for each in Article._meta.fields if each.name in lost]
        said = _(
            "What was typed has no place in the other article (%(fields)s): put it into the text, or empty the field."
        )
        raise Refused(said % {"fields": " / ".join(names)})


def _state(spread: Spread, part: Part, content: Mapping[str, Any], article: Article, others: Container[int]) -> State:
    """The state that an action gives to an article, but for its pictures; titles of lines that ``others`` have now are not proposed."""
    proposed = article.alternatives if part.article else content["alternatives"]
    proposed = [title for title in proposed if not any(line in others for line in numbers(title.get("lines", [])))]
    section = spread.section_named(content["section"])
    state = {name: content[name] for name in ("kicker", "headline", "subtitle", "place", "dateline", "body")}
    return state | {
        "section": section and section.pk,
        "bylines": [list(pair) for pair in content["bylines"]],
        "people": {name: key for source in reversed(part.sources) for name, key in people_of(source).items()},
        "source_lines": to_ranges(part.lines, spread.page.raw),
        "zones": [zone for source in part.sources for zone in source.zones] if part.article else [],
        "notes": content["notes"],
        "confidence": content["confidence"],
        "alternatives": part.direct.get("alternatives", proposed),
        "jump_from": content["jump_from"],
        "jump_to": content["jump_to"],
    }
