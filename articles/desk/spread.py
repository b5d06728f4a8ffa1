"""A page that is held for one action at its desk, with all that the action has to know of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count, pairwise
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.desk.drafts import can_edit
from articles.lines import numbers
from articles.models import Article, DeskStep, Page, Section, Status
from articles.models.publication import section_named
from articles.models.revision import is_current
from articles.models.whole import whole
from articles.review import Refused, Stale


@dataclass(slots=True)
class Spread:
    """A page with its articles in order, locked; ``seen`` are the versions that were on the screen.

    ``places`` are the positions at which the articles stood at first, by their keys, ``owners`` the articles by their
    lines, ``sections`` those that are known by their keys; ``steps`` counts the page's steps.
    """

    page: Page
    by: User
    seen: Mapping[int, int]
    articles: list[Article]
    places: dict[int, int] = field(init=False)
    owners: dict[int, Article] = field(init=False)
    sections: dict[int | None, Section] = field(init=False)
    steps: int = field(init=False)

    def __post_init__(self) -> None:
        self.places = {article.pk: article.position for article in self.articles}
        self.sections = {article.section.pk: article.section for article in self.articles if article.section}
        known: Any = next(iter(self.articles), None)
        self.steps = known.steps or 0 if known else self.page.desk_steps.count()
        for article in self.articles:
            article.page = self.page
        self.owners = {line: each for each in self.standing() for line in numbers(each.source_lines)}

    @classmethod
    def hold(cls, key: int, by: User, seen: Mapping[int, int]) -> "Spread":
        """The page of this key, locked until the transaction ends; raises ``Page.DoesNotExist``. Two queries."""
        page = Page.objects.select_for_update(of=("self",)).select_related("issue__publication").get(pk=key)
        articles = _held(page)
        return cls(page, by, seen, _held(page) if any(map(_is_torn, articles)) else articles)

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
        behind = [article for article in self.articles if article.position > place]
        if behind and behind[0].position == place + 1:
            _move_on(behind)
        made = Article(page=self.page, position=place + 1, version=0)
        self.articles = sorted([*self.articles, made], key=lambda article: article.position)
        return made

    def section_named(self, name: str) -> Section | None:
        """The publication's section of this name, made if there is none; no query for one that an article of the page has."""
        known = next((section for section in self.sections.values() if section.name == name), None)
        if not known and (known := section_named(self.page.issue.publication, name)):
            self.sections[known.pk] = known
        return known

    def account(self, furniture: Iterable[int]) -> bool:
        """Say on the page which lines are furniture, and which are in no article; whether anything is new in that."""
        held = {line for article in self.standing() for line in numbers(article.source_lines)}
        return self.page.account(held, furniture)


def _held(page: Page) -> list[Article]:
    """Its articles in their order, locked."""
    steps = DeskStep.objects.filter(page=page).order_by("-number").values("number")[:1]
    held = page.articles.select_for_update(of=("self",)).select_related("section", "claimed_by")
    return whole(held.annotate(steps=Subquery(steps)).order_by("position"))


def _is_torn(article: Any) -> bool:
    """Whether somebody saved it while its row was waited for: what was read beside it is older than the row."""
    return any(last.version != article.version for last in article.first_and_last[-1:])


def _move_on(behind: Sequence[Article]) -> None:
    """The first of them leaves its place, and so do those after it, up to a gap that takes them all: none goes where another has stood."""
    gaps = (number for number, (one, other) in enumerate(pairwise(behind), 1) if other.position - one.position > number)
    moving = behind[: next(gaps, None)]
    for article, position in zip(moving, count(moving[-1].position + 1), strict=False):
        article.position = position
