"""Putting right what readers have seen (更正): a public notice, and with it the text where that has to change.

The chief who makes it signs for it: the signatures under the article were for the text before.
"""

from collections.abc import Mapping, Sequence

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles import desk, search
from articles.models import Action, Article, CorrectionKind, Section, Status
from articles.models.correction import announce
from articles.models.revision import is_current, record
from articles.review import Refused, Stale

MAX_NOTE = 1000  # characters


def refusal(article: Article, by: User) -> Promise | None:
    """Why ``by`` may not correct the article, or None where he may."""
    if not by.has_perm("articles.correct_article"):
        return _("Your account has no permission for this. Ask whoever manages the accounts.")
    if article.status != Status.PUBLISHED:
        return _("Only a published article is corrected; a draft is changed at the desk.")
    return None


def correct(
    article: Article,
    *,
    by: User,
    version: int,
    note: str,
    fields: Mapping[str, str | Section | None],
    bylines: Sequence[tuple[str, str]] | None = None,
    pictures: Sequence[tuple[str, str]] | None = None,
) -> Article:
    """Tell the readers the ``note``, and give them the text as ``fields`` (some of desk.FIELDS) have it.

    ``bylines`` are (role, name) in order, ``pictures`` (caption, credit) of each; None leaves them as they are. Revision,
    notice and search index are written together. Raises ``Stale`` with the article as it stands where ``version`` is not
    the current one, and ``Refused`` where it may not be corrected or nothing would be left of it.
    """
    with transaction.atomic():
        current = Article.objects.with_place().get(pk=article.pk)
        if not is_current(current, version):
            raise Stale(current)
        if said := refusal(current, by):
            raise Refused(said)
        told = _checked(note)
        pairs = desk.byline_pairs(current) if bylines is None else bylines
        corrected = desk.rewrite(current, by=by, fields=fields, bylines=pairs, pictures=pictures)
        if not corrected.headline and not corrected.body:
            raise Refused(_("Nothing would be left of the article: withdraw it instead."))
        record(corrected, Action.CORRECTED, by=by, reason=told)
        announce(corrected, CorrectionKind.CORRECTION, told, by=by)
        search.index(corrected)
        return corrected


def _checked(note: str) -> str:
    """The note as it is kept: PostgreSQL holds no NUL."""
    note = note.replace("\x00", "").strip()
    if not note:
        raise Refused(_("Say what is corrected: readers see it with the article."))
    if len(note) > MAX_NOTE:
        raise Refused(_("The notice is too long: %(most)d characters at the most.") % {"most": MAX_NOTE})
    return note
