"""One draft at the desk: the one way to change its text, never over somebody else's."""

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from typing import Any, NotRequired, TypedDict, Unpack

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles import claims
from articles.models import Action, Article, Section
from articles.models.revision import is_current, record
from articles.models.status import EDITABLE
from articles.people import set_bylines
from articles.review import Refused, Stale

FIELDS = ("kicker", "headline", "subtitle", "section", "place", "dateline", "body")
# What a change of the field settles: after it there is nothing left to look at.
_SETTLED_BY = {
    "headline": ("headline-missing", "headline-far", "headline-unsure"),
    "body": ("body-missing", "paragraphs-unsure", "columns-mixed"),
    "dateline": ("no-dateline",),
    "contributors": ("names-unsure",),
}
BY_HAND = 1.0  # the confidence of what somebody typed; the parser is never that sure


class DraftText(TypedDict):
    """What a draft is to say: ``fields`` (some of FIELDS), ``bylines`` ((role, name) in order), ``pictures`` ((caption, credit) of each in order).

    Pictures that are None or not named stay as they are.
    """

    fields: Mapping[str, str | Section | None]
    bylines: Sequence[tuple[str, str]]
    pictures: NotRequired[Sequence[tuple[str, str]] | None]


def can_edit(article: Article, by: User) -> bool:
    """Whether ``by`` may change the text in the status that it has."""
    return article.status in EDITABLE and by.has_perm("articles.change_article")


def is_by_hand(confidence: Mapping[str, float], name: str) -> bool:
    """Whether somebody typed what the field says, so far as an article's ``confidence`` tells."""
    return confidence.get(_told_as(name)) == BY_HAND


def sure(names: Iterable[str]) -> dict[str, float]:
    """The confidences of fields that somebody typed into."""
    return dict.fromkeys(map(_told_as, names), BY_HAND)


def _told_as(name: str) -> str:
    return "contributors" if name == "bylines" else name


def save_draft(article: Article, *, by: User, version: int, reason: str = "", **text: Unpack[DraftText]) -> Article:
    """Keep the text.

    Nothing is written where nothing differs, so that looking and saving makes nobody the author. Raises ``Stale`` with
    the article as it stands where ``version`` is not the current one, ``Claimed`` where somebody else is working on it,
    and ``Refused`` where it may not be edited. The claim of ``by`` is renewed.
    """
    with transaction.atomic():
        current = Article.objects.with_place().prefetch_related("bylines", "pictures").get(pk=article.pk)
        return save_seen(current, by=by, version=version, reason=reason, **text)


def save_seen(
    seen: Article,
    *,
    by: User,
    version: int,
    reason: str = "",
    claiming: bool = False,
    **text: Unpack[DraftText],
) -> Article:
    """``save_draft`` of an article as it was ``seen`` a moment ago, which is not read again; ``claiming`` claims what changes.

    Call it in a transaction. Returns ``seen`` itself where nothing differs.
    """
    claims.refuse_held(seen, by=by)
    if not is_current(seen, version):
        raise Stale(seen)
    if not can_edit(seen, by):
        raise Refused(_("A text can be changed only as a draft or before the first signature."))
    changed = _differing(seen, text)
    if not changed:
        claims.renew(seen, by=by)
        return seen
    claim = claims.term(by) if claiming or seen.claimed_by_id == by.pk else {}
    saved = _written(seen, changed, text, by=by, claim=claim)
    record(saved, Action.EDITED, by=by, reason=reason)
    return saved


def rewrite(seen: Article, *, by: User, **text: Unpack[DraftText]) -> Article:
    """Change a text that readers see already: for ``articles.corrections`` alone, which asks who may, and records it.

    To be called in its transaction. The version counts up also where nothing differs. Raises ``Stale`` where the article
    is no longer as it was ``seen``.
    """
    changed = _differing(seen, text)
    return _written(seen, changed, text, by=by if changed else seen.changed_by, claim={})


def byline_pairs(article: Article) -> list[tuple[str, str]]:
    """The bylines as (role, name), in order."""
    return [(byline.role, byline.printed_name) for byline in article.bylines.all()]


def caption_pairs(article: Article) -> list[tuple[str, str]]:
    """The pictures as (caption, credit), in order."""
    return [(picture.caption, picture.credit) for picture in article.pictures.all()]


def _differing(article: Article, text: DraftText) -> set[str]:
    fields, pictures = text["fields"], text.get("pictures")
    unknown = fields.keys() - set(FIELDS)
    if unknown:
        raise ValueError(f"not fields of a draft: {sorted(unknown)}")
    changed = {name for name, value in fields.items() if getattr(article, name) != value}
    if list(text["bylines"]) != byline_pairs(article):
        changed.add("contributors")
    if pictures is not None and list(pictures) != caption_pairs(article):
        changed.add("pictures")
    return changed


def _settled(article: Article, changed: set[str]) -> dict[str, Any]:
    """What an editor has changed is sure, and its notes are done with."""
    codes = {code for name in changed for code in _SETTLED_BY.get(name, ())}
    notes = [note for note in article.notes if note.get("code") not in codes]
    confidence = article.confidence | sure(changed - {"pictures"})
    return {"notes": notes, "note_count": len(notes), "confidence": confidence}


def _written(
    seen: Article, changed: set[str], text: DraftText, *, by: User | None, claim: Mapping[str, Any]
) -> Article:
    """The article as it is then."""
    new = {name: value for name, value in text["fields"].items() if name in changed}
    saved = _updated(seen, {**new, **_settled(seen, changed), **claim}, by=by)
    if "contributors" in changed:
        _add_notes(saved, set_bylines(saved, text["bylines"], instead_of=list(saved.bylines.all())))
    if "pictures" in changed:
        _caption(saved, text.get("pictures") or ())
    return saved


def _updated(seen: Article, values: dict[str, Any], *, by: User | None) -> Article:
    """One conditional UPDATE: it finds the article as it was ``seen``, and free where it claims it, or somebody else was first."""
    values |= {"version": seen.version + 1, "changed_by": by, "changed_at": timezone.now()}
    free = claims.open_to(values["claimed_by"]) if "claimed_by" in values else Q()
    if not Article.objects.filter(free, pk=seen.pk, version=seen.version, status=seen.status).update(**values):
        fresh = Article.objects.with_place().get(pk=seen.pk)
        raise Stale(fresh) if fresh.version != seen.version else claims.Claimed(fresh)
    saved = copy(seen)
    for name, value in values.items():
        setattr(saved, name, value)
    return saved


def _caption(article: Article, pictures: Sequence[tuple[str, str]]) -> None:
    """Write under each picture what is said of it; raises ValueError unless there is one pair a picture."""
    for picture, (caption, credit) in zip(article.pictures.all(), pictures, strict=True):
        picture.caption, picture.credit = caption, credit
        picture.save(update_fields=["caption", "credit"])


def _add_notes(article: Article, notes: list[dict[str, Any]]) -> None:
    if notes:
        article.notes, article.note_count = [*article.notes, *notes], len(article.notes) + len(notes)
        article.save(update_fields=["notes", "note_count"])
