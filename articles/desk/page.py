"""A page at its desk: what an action makes of its articles is written in one transaction, and can be undone step by step."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F, Max, Prefetch, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles import review
from articles.desk.drafts import can_edit
from articles.desk.recompose import Part, Typed, lines_of, recompose, typed_in
from articles.desk.states import State, fill, state_of, state_of_page
from articles.lines import numbers, to_ranges
from articles.models import Action, Article, DeskStep, Page, Revision, Section, Status
from articles.models.publication import free_slug
from articles.models.revision import is_current, record_all
from articles.people import set_bylines
from articles.review import Refused, Stale

NO_STATE: State = {}


@dataclass(frozen=True, slots=True)
class Change:
    """What an action makes of a page: some articles anew, some discarded or restored, some lines as furniture.

    ``drops`` tells that the typed text of lines that leave may go with them.
    """

    parts: tuple[Part, ...] = ()
    discarded: tuple[Article, ...] = ()
    restored: tuple[Article, ...] = ()
    furniture: frozenset[int] = frozenset()
    drops: bool = False


@dataclass(slots=True)
class Spread:
    """A page that is held for one action: its articles in order, ``seen`` the versions that were on the screen."""

    page: Page
    by: User
    seen: Mapping[int, int]
    articles: list[Article] = field(default_factory=list)
    before: dict[str, State | None] = field(default_factory=dict)

    @classmethod
    def hold(cls, page: Page, by: User, seen: Mapping[int, int]) -> "Spread":
        """The page with its articles, locked until the transaction ends."""
        held = Page.objects.select_for_update(of=("self",)).select_related("issue__publication").get(pk=page.pk)
        articles = held.articles.select_for_update(of=("self",)).select_related("section").order_by("position")
        spread = cls(held, by, seen, list(articles.prefetch_related("bylines", "pictures", _beginnings())))
        for article in spread.articles:
            article.page = held
        return spread

    def standing(self) -> list[Article]:
        """Those that are not discarded, in the order of the page."""
        return [article for article in self.articles if article.status != Status.DISCARDED]

    def editable(self, key: int) -> Article:
        """The article, checked: raises ``Refused`` where it is not this page's or may not be changed, ``Stale`` where it has changed."""
        article = next((article for article in self.articles if article.pk == key), None)
        if article is None:
            raise Refused(_("The article is not on this page."))
        if article.pk not in self.seen or not is_current(article, self.seen[article.pk]):
            raise Stale(article)
        if article.status != Status.DISCARDED and not can_edit(article, self.by):
            raise Refused(_("A text can be changed only as a draft or before the first signature."))
        if article.claim_holder(timezone.now()) not in (None, self.by):
            raise Refused(_("Somebody else is working on this text: wait until it is submitted or free again."))
        return article

    def owner(self, line: int) -> Article | None:
        """The article that has the line."""
        return next((article for article in self.standing() if line in lines_of(article)), None)


def _beginnings() -> Prefetch[str, Any, str]:
    """The revisions that an article began with: by a file, or at the desk."""
    first = Revision.objects.filter(Q(version=1) | Q(action=Action.PARSED))
    return Prefetch("revisions", first, to_attr="beginnings")


def carry_out(spread: Spread, name: str, change: Change, *, reason: str) -> DeskStep:
    """Write what the action makes of the page, and the step; call it in the transaction that holds the page."""
    before = {str(article.pk): state_of(article) for article in _existing(change)}
    before_page = state_of_page(spread.page)
    written = _write_parts(spread, change, reason)
    gone = [review.discard(each, by=spread.by, version=each.version, reason=reason) for each in change.discarded]
    back = [review.restore(each, by=spread.by, version=each.version, reason=reason) for each in change.restored]
    _account(spread.page, change.furniture)
    after = {str(article.pk): state_of(article) for article in (*written, *gone, *back)}
    return DeskStep.objects.create(
        page=spread.page,
        number=_next_number(spread.page),
        action=name,
        by=spread.by,
        at=timezone.now(),
        before={"articles": {key: before.get(key) for key in after}, "page": before_page},
        after={"articles": after, "page": state_of_page(spread.page)},
    )


@transaction.atomic
def undo(page: Page, *, by: User, number: int) -> DeskStep:
    """Take back the page's last standing step, which must be ``number``, as new versions.

    Raises ``Refused`` where there is none, or where one of its articles was changed since.
    """
    spread = Spread.hold(page, by, {})
    spread.seen = {article.pk: article.version for article in spread.articles}
    step = DeskStep.objects.filter(page=page).standing().first()
    if step is None or step.number != number:
        raise Refused(_("This is no longer the last step on this page. Look at the page again."))
    articles = {key: spread.editable(int(key)) for key in step.after["articles"]}
    if any(state_of(articles[key]) != state for key, state in step.after["articles"].items()):
        raise Refused(_("The text was changed after this step: it cannot be undone. Restore an older version instead."))
    for key, state in step.before["articles"].items():
        _put_back(articles[key], state, by)
    spread.page.furniture, spread.page.leftover = step.before["page"]["furniture"], step.before["page"]["leftover"]
    spread.page.save(update_fields=["furniture", "leftover"])
    step.undone_at = timezone.now()
    step.save(update_fields=["undone_at"])
    return step


def _put_back(article: Article, state: State | None, by: User) -> None:
    """The article as it was before a step; one that the step made is discarded."""
    reason = str(_("undone at the page desk"))
    if state is None or (state["is_discarded"] and article.status != Status.DISCARDED):
        review.discard(article, by=by, version=article.version, reason=reason)
        return
    if article.status == Status.DISCARDED and not state["is_discarded"]:
        article = review.restore(article, by=by, version=article.version, reason=reason)
    if state_of(article) != state:
        fill(article, state)
        _save([article], by, reason)


def _existing(change: Change) -> list[Article]:
    parts = [part.article for part in change.parts if part.article is not None]
    return [*parts, *change.discarded, *change.restored]


def _write_parts(spread: Spread, change: Change, reason: str) -> list[Article]:
    """Save each part as its article, or as a new one right behind the first it is made from."""
    sources = {source.pk: source for part in change.parts for source in part.sources}
    typed = {key: typed_in(source) for key, source in sources.items()}
    results = [recompose(part, typed, spread.page.raw) for part in change.parts]
    if not change.drops:
        by_hand = {key: each for key, each in typed.items() if sources[key].changed_by_id}
        _refuse_loss(by_hand, {each for _content, carried in results for each in carried})
    articles = [part.article or _new_article(spread, part) for part in change.parts]
    for part, article, (content, _carried) in zip(change.parts, articles, results, strict=True):
        fill(article, _state(spread, part, content, article))
    return _saved(
        [(article, content) for article, (content, _) in zip(articles, results, strict=True)], spread.by, reason
    )


def _saved(made: Sequence[tuple[Article, Mapping[str, Any]]], by: User, reason: str) -> list[Article]:
    for article, content in made:
        if not article.pk:
            article.changed_by, article.version = by, 0
            article.save()
            set_bylines(article, content["bylines"])
    _save([article for article, _content in made], by, reason)
    return [article for article, _content in made]


def _save(articles: list[Article], by: User, reason: str) -> None:
    """Count up the versions and record them."""
    for article in articles:
        article.version, article.changed_by = article.version + 1, by
        article.save()
    record_all(articles, Action.EDITED, by=by, reason=reason)


def _refuse_loss(typed: Mapping[int, Typed], carried: set[tuple[int, int]]) -> None:
    """What a person had typed is in one of the parts, or nothing is done."""
    wanted = {(key, number) for key, each in typed.items() for number in range(len(each.changes))}
    if wanted - carried:
        raise Refused(
            _("Something that was typed into the text cannot be carried over. Cut and paste in the text itself.")
        )


def _state(spread: Spread, part: Part, content: Mapping[str, Any], article: Article) -> State:
    """The state that an action gives to an article."""
    raw, zones = spread.page.raw, [zone for source in part.sources for zone in source.zones]
    lines = to_ranges(part.lines, raw)
    state = {name: content[name] for name in ("kicker", "headline", "subtitle", "place", "dateline", "body")}
    return state | {
        "section": _section(spread.page, content["section"]),
        "bylines": [list(pair) for pair in content["bylines"]],
        "source_lines": lines,
        "zones": zones if part.article else [],
        "notes": content["notes"],
        "confidence": content["confidence"],
        "alternatives": part.direct.get(
            "alternatives", article.alternatives if part.article else content["alternatives"]
        ),
        "jump_from": content["jump_from"],
        "jump_to": content["jump_to"],
    }


def _section(page: Page, name: str) -> int | None:
    """The key of the publication's section of this name, made if there is none."""
    if not name:
        return None
    paper = page.issue.publication
    slug = {"slug": free_slug(Section, name)}
    return Section.objects.get_or_create(publication=paper, name=name, defaults=slug)[0].pk


def _new_article(spread: Spread, part: Part) -> Article:
    """An unsaved article behind the first that it is made from; those behind it make room."""
    place = part.sources[0].position if part.sources else max((a.position for a in spread.articles), default=0)
    behind = [article for article in spread.articles if article.position > place]
    _make_room(spread.page, behind, place)
    article = Article(page=spread.page, position=place + 1)
    spread.articles.append(article)
    return article


def _make_room(page: Page, behind: Sequence[Article], place: int) -> None:
    """Move the articles one place on, in two steps: a position is unique at every moment."""
    if not behind:
        return
    most = page.articles.aggregate(most=Max("position"))["most"]
    page.articles.filter(position__gt=place).update(position=F("position") + most, version=F("version") + 1)
    page.articles.filter(position__gt=most).update(position=F("position") - most + 1)
    for article in behind:
        article.position, article.version = article.position + 1, article.version + 1
    record_all(list(behind), Action.MOVED, by=None)


def _account(page: Page, furniture: Iterable[int]) -> None:
    """Keep which lines are furniture and which are in no article."""
    owned = page.articles.on_page().values_list("source_lines", flat=True)
    held = {line for lines in owned for line in numbers(lines)}
    outside = (set(numbers(page.furniture)) | set(furniture)) - held
    printed = {number for number, line in enumerate(page.raw.split("\n"), 1) if line.strip()}
    page.furniture = to_ranges(outside & printed, page.raw)
    page.leftover = to_ranges(printed - held - outside, page.raw)
    page.save(update_fields=["furniture", "leftover"])


def _next_number(page: Page) -> int:
    return (page.desk_steps.aggregate(most=Max("number"))["most"] or 0) + 1
