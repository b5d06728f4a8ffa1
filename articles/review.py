"""From draft to published and back: the only code that changes ``Article.status``.

Each transition is one conditional UPDATE on the status and version that the caller saw, with a ``Revision`` and the
search index in the same transaction: of two people at once, one wins and the other is told.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles import search
from articles.models import Action, Article, CorrectionKind, Revision, Status
from articles.models.correction import announce
from articles.models.revision import TEXT_ACTIONS, is_current, record
from articles.models.status import EDITABLE


@dataclass(frozen=True, slots=True)
class Transition:
    """A way from some statuses to another; ``own_work`` tells whether who last changed the text may go it."""

    sources: tuple[Status, ...]
    target: Status
    action: Action
    needs_reason: bool = False
    own_work: bool = True
    permission: str = ""  # that of its own name, unless it says another


# fmt: off
TRANSITIONS = {
    "submit":    Transition((Status.DRAFT,), Status.SUBMITTED, Action.SUBMITTED),
    # The last of ``review_levels`` signatures makes it approved.
    "sign":      Transition((Status.SUBMITTED, Status.REVIEWED), Status.REVIEWED, Action.SIGNED, own_work=False),
    "send_back": Transition((Status.SUBMITTED, Status.REVIEWED, Status.APPROVED), Status.DRAFT, Action.SENT_BACK, needs_reason=True),
    "publish":   Transition((Status.APPROVED,), Status.PUBLISHED, Action.PUBLISHED, own_work=False),
    "withdraw":  Transition((Status.PUBLISHED,), Status.WITHDRAWN, Action.WITHDRAWN, needs_reason=True),
    "discard":   Transition(EDITABLE, Status.DISCARDED, Action.DISCARDED, permission="change_article"),
    "restore":   Transition((Status.DISCARDED,), Status.DRAFT, Action.RESTORED, permission="change_article"),
}
# fmt: on
MAX_REASON = 500  # characters


class Refused(Exception):
    """The transition may not be made; the message says why, in the words of the person who tried."""


class Stale(Refused):
    """Somebody else was first; ``current`` is the article as it stands now."""

    def __init__(self, current: Article) -> None:
        super().__init__(_("Somebody else has changed this article in the meantime. Look at it again, then decide."))
        self.current = current


def submit(article: Article, *, by: User, version: int, reason: str = "") -> Article:
    """Hand a draft in for review."""
    return _move("submit", article, by=by, version=version, reason=reason)


def sign(article: Article, *, by: User, version: int, reason: str = "") -> Article:
    """Put a signature under it; with the publication's last one it is approved."""
    return _move("sign", article, by=by, version=version, reason=reason)


def send_back(article: Article, *, by: User, version: int, reason: str = "") -> Article:
    """Give it back as a draft, with a reason."""
    return _move("send_back", article, by=by, version=version, reason=reason)


def publish(article: Article, *, by: User, version: int, reason: str = "") -> Article:
    """Let readers see it, and find it."""
    return _move("publish", article, by=by, version=version, reason=reason)


def withdraw(article: Article, *, by: User, version: int, reason: str = "") -> Article:
    """Take it back from the readers, with a reason."""
    return _move("withdraw", article, by=by, version=version, reason=reason)


def discard(article: Article, *, by: User, version: int, reason: str = "") -> Article:
    """Take what is no article, or what another one has taken in, off its page; its history and address stay."""
    return _move("discard", article, by=by, version=version, reason=reason)


def restore(article: Article, *, by: User, version: int, reason: str = "") -> Article:
    """Put a discarded one back as a draft."""
    return _move("restore", article, by=by, version=version, reason=reason)


def turn(article: Article, name: str, *, by: User) -> None:
    """Give an ``article`` that the caller holds, and saves and records, the status of a transition; raises ``Refused``."""
    if said := refusal(name, article, by):
        raise Refused(said)
    article.status, article.published_at = TRANSITIONS[name].target, None
    article.claimed_by = article.claimed_until = None


def allowed(article: Article, by: User) -> list[str]:
    """The transitions that ``by`` may make now, in the table's order."""
    return [name for name in TRANSITIONS if refusal(name, article, by) is None]


def refusal(name: str, article: Article, by: User) -> Promise | None:
    """Why ``by`` may not make the transition, or None where he may."""
    return next((said for rule in _RULES if (said := rule(name, article, by)) is not None), None)


def signatures(article: Article) -> QuerySet[Revision]:
    """The signatures of this round: those since the text last changed or came back."""
    starts = article.revisions.filter(action__in=[*TEXT_ACTIONS, Action.SENT_BACK])
    start = starts.order_by("-version").values_list("version", flat=True).first() or 0
    return article.revisions.filter(action=Action.SIGNED, version__gt=start).order_by("version")


def sent_back(article: Article) -> Revision | None:
    """Why a draft came back, while it has not been submitted again."""
    steps = article.revisions.filter(action__in=[Action.SUBMITTED, Action.SENT_BACK]).select_related("actor")
    last = steps.order_by("-version").first()
    return last if last and last.action == Action.SENT_BACK else None


def voided(article: Article) -> list[Revision]:
    """The signatures that hold no more, since the text changed or came back after them; not of those who signed anew."""
    holding = signatures(article)
    gone = article.revisions.filter(action=Action.SIGNED).exclude(pk__in=holding.values("pk"))
    return list(gone.exclude(actor__in=holding.values("actor")).select_related("actor").order_by("version"))


def lacks_signatures(article: Article) -> bool:
    """Whether the paper asks for more signatures than hold; more may be asked for after it was approved."""
    return signatures(article).count() < article.page.issue.publication.review_levels


def ways(article: Article) -> list[str]:
    """The transitions from where it stands, in the table's order; one that was approved with too few is signed again."""
    return [name for name in TRANSITIONS if _is_way(name, article)]


def _is_way(name: str, article: Article) -> bool:
    if name == "sign" and article.status == Status.APPROVED:
        return lacks_signatures(article)
    return article.status in TRANSITIONS[name].sources


def _move(name: str, article: Article, *, by: User, version: int, reason: str) -> Article:
    with transaction.atomic():
        current = Article.objects.with_place().get(pk=article.pk)
        if not is_current(current, version):
            raise Stale(current)
        if said := refusal(name, current, by):
            raise _refused(current, version, said)
        said_why = _checked(name, reason)
        moved = _update(current, _target(name, current))
        record(moved, TRANSITIONS[name].action, by=by, reason=said_why)
        if moved.status == Status.WITHDRAWN:
            announce(moved, CorrectionKind.WITHDRAWAL, said_why, by=by)
        _keep_index(moved)
        return moved


def _refused(seen: Article, version: int, said: Promise) -> Refused:
    """What is said of an article that was changed while it was looked at is not true of it any more."""
    fresh = Article.objects.with_place().get(pk=seen.pk)
    return Refused(said) if is_current(fresh, version) else Stale(fresh)


def _checked(name: str, reason: str) -> str:
    """The reason as it is kept: PostgreSQL holds no NUL."""
    reason = reason.replace("\x00", "").strip()
    if TRANSITIONS[name].needs_reason and not reason:
        raise Refused(_("Say why: the next person needs the reason."))
    if len(reason) > MAX_REASON:
        raise Refused(_("The reason is too long: %(most)d characters at the most.") % {"most": MAX_REASON})
    return reason


def _update(seen: Article, target: Status) -> Article:
    """The one conditional UPDATE: it finds the article as it was ``seen``, or somebody else was first."""
    now = timezone.now()
    changed = Article.objects.filter(pk=seen.pk, status=seen.status, version=seen.version).update(
        status=target,
        version=seen.version + 1,
        changed_at=now,
        published_at=now if target == Status.PUBLISHED else None,
        claimed_by=None,
        claimed_until=None,
    )
    fresh = Article.objects.with_place().get(pk=seen.pk)
    if not changed:
        raise Stale(fresh)
    return fresh


def _target(name: str, article: Article) -> Status:
    levels = article.page.issue.publication.review_levels
    if name == "sign" and signatures(article).count() + 1 >= levels:
        return Status.APPROVED
    return TRANSITIONS[name].target


def _keep_index(article: Article) -> None:
    """The search index is the published set."""
    if article.status == Status.PUBLISHED:
        search.index(article)
    elif article.status == Status.WITHDRAWN:
        search.remove(article)


def _without_permission(name: str, article: Article, by: User) -> Promise | None:
    if not by.has_perm(f"articles.{TRANSITIONS[name].permission or name + '_article'}"):
        return _("Your account has no permission for this. Ask whoever manages the accounts.")
    return None


def _from_wrong_status(name: str, article: Article, by: User) -> Promise | None:
    if not _is_way(name, article):
        return _("The article is not at the step for this. Look at its status.")
    return None


def _of_own_work(name: str, article: Article, by: User) -> Promise | None:
    if not TRANSITIONS[name].own_work and article.changed_by_id == by.pk:
        return _("You were the last to change this text: somebody else must do this.")
    return None


def _signed_already(name: str, article: Article, by: User) -> Promise | None:
    if name == "sign" and signatures(article).filter(actor=by).exists():
        return _("You have signed this text already: the next signature must be somebody else's.")
    return None


def _unsigned(name: str, article: Article, by: User) -> Promise | None:
    if name == "publish" and lacks_signatures(article):
        return _("Signatures are missing: the newspaper asks for more than there are. It has to be signed first.")
    return None


def _claimed(name: str, article: Article, by: User) -> Promise | None:
    if name in ("submit", "sign") and article.claim_holder(timezone.now()) not in (None, by):
        return _("Somebody else is working on this text: wait until it is submitted or free again.")
    return None


def _of_nothing(name: str, article: Article, by: User) -> Promise | None:
    if name == "submit" and not article.headline and not article.body:
        return _("There is neither a headline nor a body yet.")
    return None


_RULES: tuple[Callable[[str, Article, User], Promise | None], ...] = (
    _without_permission,
    _from_wrong_status,
    _of_own_work,
    _signed_already,
    _unsigned,
    _claimed,
    _of_nothing,
)
