"""What stands on a sign-off sheet (稿签): who did what to an article and when, and who answers for it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.models import Action, Article, Issue, Revision, Status
from articles.models.revision import QUIET_ACTIONS, TEXT_ACTIONS

LEVELS = (_("First review"), _("Second review"), _("Third review"))
MAX_STEPS = 10  # so that a sheet is one page, whatever happened to the article
# A correction is signed for by who makes it: the signatures stand for the text that was published.
VOIDING = {*TEXT_ACTIONS, Action.SENT_BACK} - {Action.CORRECTED}


@dataclass(frozen=True, slots=True)
class Level:
    """A signature that the publication asks for; ``revision`` is None while it is missing."""

    label: str | Promise
    revision: Revision | None


@dataclass(frozen=True, slots=True)
class Step:
    """Something that was done; ``times`` counts edits of the same person in a row, the last of which is ``revision``."""

    revision: Revision
    times: int = 1
    is_void: bool = False  # a signature of a text that was changed or sent back since


@dataclass(frozen=True, slots=True)
class Sheet:
    """The sheet of an article: who signed, published and last corrected it, the last MAX_STEPS steps, how many came before."""

    article: Article
    levels: list[Level]
    published: Revision | None
    corrected: Revision | None
    steps: list[Step] = field(default_factory=list)
    earlier: int = 0

    @property
    def characters(self) -> int:
        """Characters of the body, without spaces."""
        return sum(len("".join(block.text.split())) for block in self.article.blocks())


def sheet_of(article: Article) -> Sheet:
    """The sheet of an article whose place is at hand; one query."""
    revisions = article.revisions.select_related("actor").defer("text").order_by("version")
    return _sheet(article, list(revisions), article.page.issue.publication.review_levels)


def sheets_of(issue: Issue) -> list[Sheet]:
    """The sheets of an issue's articles, in print order; four queries, however many there are."""
    articles = (
        Article.objects.filter(page__issue=issue)
        .exclude(status=Status.DISCARDED)
        .select_related("page", "changed_by")
        .defer("page__raw", "body")
        .prefetch_related("bylines")
        .order_by("page__number", "position")
    )
    revisions = defaultdict[int, list[Revision]](list)
    rows = Revision.objects.filter(article__page__issue=issue).select_related("actor").defer("text")
    for revision in rows.order_by("article", "version"):
        revisions[revision.article_id].append(revision)
    for article in articles:
        article.page.issue = issue
    asked = issue.publication.review_levels
    levels = max([asked, *(len(signed(own)) for own in revisions.values())])  # as many for each: they are columns
    return [_sheet(article, revisions[article.pk], levels) for article in articles]


def signed(revisions: Iterable[Revision]) -> list[Revision]:
    """The signatures that hold, from all revisions of an article in their order."""
    holding: list[Revision] = []
    for revision in revisions:
        if revision.action in VOIDING:
            holding = []
        elif revision.action == Action.SIGNED:
            holding.append(revision)
    return holding


def _sheet(article: Article, revisions: Sequence[Revision], levels: int) -> Sheet:
    holding = signed(revisions)
    wanted = max(levels, len(holding))
    slots = [*holding, *[None] * (wanted - len(holding))]
    steps = _steps(revisions, holding)
    return Sheet(
        article,
        [Level(label, revision) for label, revision in zip(_labels(wanted), slots, strict=True)],
        _last(revisions, Action.PUBLISHED),
        _last(revisions, Action.CORRECTED),
        steps[-MAX_STEPS:],
        max(0, len(steps) - MAX_STEPS),
    )


def _last(revisions: Sequence[Revision], action: Action) -> Revision | None:
    return next((revision for revision in reversed(revisions) if revision.action == action), None)


def _labels(wanted: int) -> list[str | Promise]:
    return [*LEVELS[:wanted], *[_("Further review")] * (wanted - len(LEVELS))]


def _steps(revisions: Iterable[Revision], holding: Sequence[Revision]) -> list[Step]:
    steps: list[Step] = []
    for revision in revisions:
        if revision.action in QUIET_ACTIONS:
            continue
        if steps and _goes_on(steps[-1].revision, revision):
            steps[-1] = Step(revision, steps[-1].times + 1)
        else:
            steps.append(Step(revision, is_void=revision.action == Action.SIGNED and revision not in holding))
    return steps


def _goes_on(before: Revision, revision: Revision) -> bool:
    return before.action == revision.action == Action.EDITED and before.actor_id == revision.actor_id
