"""Deciding on conflicts (冲突): per field, what the file has is taken, or what stands is kept."""

from collections.abc import Collection, Mapping
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import desk
from articles.models import Action, Article, Conflict
from articles.models.publication import section_named
from articles.models.revision import is_current, record
from articles.review import Refused, Stale

LABELS = {
    "kicker": gettext_lazy("kicker"),
    "headline": gettext_lazy("headline"),
    "subtitle": gettext_lazy("subtitle"),
    "section": gettext_lazy("section"),
    "place": gettext_lazy("place"),
    "dateline": gettext_lazy("dateline"),
    "bylines": gettext_lazy("bylines"),
    "body": gettext_lazy("body"),
    "pictures": gettext_lazy("pictures"),
}


@transaction.atomic
def take(conflict: Conflict, names: Collection[str], *, by: User, version: int, digest: str) -> Article:
    """Give the article the file's text in the fields ``names``, as an edit of ``by``.

    ``version`` of the article and ``digest`` of the file are those that he saw. Raises ``Stale`` where the article has
    another text by now, and ``Refused`` where it may not be edited or there is something else to decide by now.
    """
    article, seen = _locked(conflict, names, digest)
    reason = _("Taken from %(file)s: %(fields)s") % {"file": seen.source, "fields": listed(names)}
    text = typed(article, {name: seen.new[name] for name in names})
    saved = desk.save_draft(article, by=by, version=version, reason=reason, **text)
    _settle(seen, names)
    return saved


@transaction.atomic
def keep(conflict: Conflict, names: Collection[str], *, by: User, version: int, digest: str) -> Article:
    """Let the fields ``names`` stand as they are: signatures hold, and the same text is not offered again. As ``take``."""
    article, seen = _locked(conflict, names, digest)
    if not by.has_perm("articles.change_article"):
        raise Refused(_("Your account has no permission for this. Ask whoever manages the accounts."))
    if not is_current(article, version):
        raise Stale(article)
    article.version += 1
    article.save(update_fields=["version", "changed_at"])
    reason = _("Kept against %(file)s: %(fields)s") % {"file": seen.source, "fields": listed(names)}
    record(article, Action.KEPT, by=by, reason=reason)
    _settle(seen, names)
    return article


def listed(names: Collection[str]) -> str:
    """The fields by the names that an editor knows, in the order of an article's page."""
    return "、".join(str(LABELS[name]) for name in LABELS if name in names)


def _locked(conflict: Conflict, names: Collection[str], digest: str) -> tuple[Article, Conflict]:
    """The article and its conflict as they stand, held until the transaction ends: the article first, as the import does."""
    article = Article.objects.select_for_update(of=("self",)).with_place().get(pk=conflict.article_id)
    seen = Conflict.objects.open().filter(article=article, digest=digest).first()
    if seen is None or not names or not seen.new.keys() >= set(names):
        raise Refused(_("The file came in again, or somebody else has decided. Look at it again, then decide."))
    return article, seen


def typed(article: Article, new: Mapping[str, Any]) -> desk.DraftText:
    """The new text in the form in which ``desk.save_draft`` takes it; a section that is not there is made."""
    fields = {name: new[name] for name in desk.FIELDS if name in new}
    if "section" in new:
        fields["section"] = section_named(article.page.issue.publication, new["section"])
    bylines = [(role, name) for role, name in new["bylines"]] if "bylines" in new else desk.byline_pairs(article)
    pictures = [(caption, credit) for caption, credit in new["pictures"]] if "pictures" in new else None
    return {"fields": fields, "bylines": bylines, "pictures": pictures}


def _settle(conflict: Conflict, names: Collection[str]) -> None:
    """What was offered is now the text before, for the next file."""
    conflict.base |= {name: conflict.new.pop(name) for name in names}
    conflict.settled_at = None if conflict.new else timezone.now()
    conflict.save(update_fields=["base", "new", "settled_at"])
