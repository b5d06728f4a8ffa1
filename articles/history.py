"""The history of an article as its editors read it: versions, what differs between two, and the way back to one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from articles import conflicts, desk
from articles.conflicts import LABELS
from articles.difference import Piece, is_changed, pieces
from articles.models import Article, Revision


@dataclass(frozen=True, slots=True)
class Version:
    """A revision; ``changed`` are the names of the fields in which its text is not that of the one before."""

    revision: Revision
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """A field that two versions have otherwise; ``is_reflow`` where only spaces or line breaks differ."""

    label: str
    pieces: list[Piece]
    is_reflow: bool


def versions(article: Article) -> list[Version]:
    """All versions, oldest first; one query."""
    found, before = [], dict[str, Any]()
    for revision in article.revisions.select_related("actor").order_by("version"):
        names = (name for name in LABELS if before and _words(name, before) != _words(name, revision.text))
        found.append(Version(revision, tuple(str(LABELS[name]) for name in names)))
        before = revision.text
    return found


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Changed]:
    """The fields that differ between two texts of revisions, in the order of an article's page."""
    return [
        _changed(str(LABELS[name]), _words(name, old), _words(name, new))
        for name in LABELS
        if _words(name, old) != _words(name, new)
    ]


def restore(article: Article, revision: Revision, *, by: User, version: int, reason: str = "") -> Article:
    """Give the article the text of one of its older revisions, as a new version of ``by``.

    ``version`` is the one that he saw. What is said under pictures comes back only while the article has the same ones.
    A section that is gone is made again. Raises what ``desk.save_draft`` raises.
    """
    words = _("Restored from version %(version)d") % {"version": revision.version}
    text = conflicts.typed(article, _restorable(article, revision.text))
    return desk.save_draft(article, by=by, version=version, reason=f"{words}：{reason}" if reason else words, **text)


def _restorable(article: Article, kept: Mapping[str, Any]) -> dict[str, Any]:
    """The revision's text in the form in which conflicts keep one."""
    text = {name: kept[name] for name in LABELS if name in kept and name != "pictures"}
    pictures = kept.get("pictures", [])
    if [digest for digest, *_said in pictures] == [picture.digest for picture in article.pictures.all()]:
        text["pictures"] = [said for _digest, *said in pictures]
    return text


def _changed(label: str, old: str, new: str) -> Changed:
    found = pieces(old, new)
    return Changed(label, found, is_reflow=not is_changed(found))


def _words(name: str, text: Mapping[str, Any]) -> str:
    """A field's value as one reads it."""
    value = text.get(name, "")
    if name == "bylines":
        return "、".join(" ".join(filter(None, pair)) for pair in value)
    if name == "pictures":
        return "\n".join(_said(*picture) for picture in value)
    return str(value or "")


def _said(digest: str, caption: str, credit: str) -> str:
    return " ".join(filter(None, (f"[{digest[:6]}]", caption, credit)))
