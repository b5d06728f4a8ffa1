"""A page that is held for one action at its desk, with all that the action has to know of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.db.models import F, OuterRef, Prefetch, Q, Subquery, prefetch_related_objects
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.desk.drafts import can_edit
from articles.lines import numbers, to_ranges
from articles.models import Action, Article, Byline, DeskStep, Page, Picture, Revision, Status
from articles.models.revision import is_current
from articles.review import Refused, Stale


@dataclass(slots=True)
class Spread:
    """A page with its articles in order, locked; ``seen`` are the versions that were on the screen.

    ``places`` are the positions at which the articles stood at first, by their keys, ``owners`` the articles by their
    lines; ``steps`` counts the page's steps.
    """

    page: Page
    by: User
    seen: Mapping[int, int]
    articles: list[Article]
    steps: int = 0
    places: dict[int, int] = field(init=False)
    owners: dict[int, Article] = field(init=False)

    def __post_init__(self) -> None:
        self.places = {article.pk: article.position for article in self.articles}
        for article in self.articles:
            article.page = self.page
        self.owners = {line: each for each in self.standing() for line in numbers(each.source_lines)}

    @classmethod
    def hold(cls, key: int, by: User, seen: Mapping[int, int]) -> "Spread":
        """The page of this key, locked until the transaction ends; raises ``Page.DoesNotExist``. At most five queries."""
        pages = Page.objects.select_for_update(of=("self",)).select_related("issue__publication")
        last = DeskStep.objects.filter(page=OuterRef("pk")).order_by("-number").values("number")[:1]
        page = pages.annotate(steps=Coalesce(Subquery(last), 0)).get(pk=key)
        found = page.articles.select_for_update(of=("self",)).select_related("section", "claimed_by")
        articles = list(found.order_by("position").prefetch_related(_bylines(), _first_and_last()))
        _look_at_pictures(articles)
        return cls(page, by, seen, articles, page.steps)  # type: ignore[attr-defined]  # annotated

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

    def new_behind(self, sources: Sequence[Article]) -> Article:
        """An unsaved article behind the first that it is made from, or at the end; those behind it make room."""
        place = sources[0].position if sources else max((each.position for each in self.articles), default=0)
        for article in self.articles:
            article.position += article.position > place
        made = Article(page=self.page, position=place + 1, version=0)
        self.articles = sorted([*self.articles, made], key=lambda article: article.position)
        return made

    def account(self, furniture: Iterable[int]) -> bool:
        """Say on the page which lines are furniture, and which are in no article; whether anything is new in that."""
        page = self.page
        held = {line for article in self.standing() for line in numbers(article.source_lines)}
        outside = {*numbers(page.furniture), *furniture} - held
        printed = {number for number, line in enumerate(page.raw.split("\n"), 1) if line.strip()}
        before = (page.furniture, page.leftover)
        page.furniture = to_ranges(outside & printed, page.raw)
        page.leftover = to_ranges(printed - held - outside, page.raw)
        return before != (page.furniture, page.leftover)


def _bylines() -> Prefetch[Any, Any, Any]:
    """The bylines with their correspondents, who stay where the names do."""
    return Prefetch("bylines", Byline.objects.select_related("correspondent"))


def _first_and_last() -> Prefetch[Any, Any, Any]:
    """The revisions that an article began with, by a file or at the desk, and its last one, in their order."""
    wanted = Q(version=1) | Q(action=Action.PARSED) | Q(version=F("article__version"))
    return Prefetch("revisions", Revision.objects.filter(wanted).order_by("version"), to_attr="first_and_last")


def _look_at_pictures(articles: Sequence[Article]) -> None:
    """Read the articles' pictures, unless their last revisions say that there are none."""
    known = [list(getattr(article, "first_and_last", ()))[-1:] for article in articles]
    there_are = any(not last or last[0].text.get("pictures") for last in known)
    pictures = Picture.objects.all() if there_are else Picture.objects.none()
    prefetch_related_objects(articles, Prefetch("pictures", pictures))
