"""Two texts side by side, what differs marked: for an editor whose save came second, or a file that came in again."""

from dataclasses import dataclass
from typing import Any

from articles import desk
from articles.admin import bylines, captions
from articles.admin.draft_form import DraftForm
from articles.difference import steps
from articles.models import Article

_FORMS = {"contributors": bylines.render, "bylines": bylines.render, "pictures": captions.render}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; ``differs`` where the other side has something else."""

    text: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """A field in which the two differ."""

    label: str
    theirs: list[Piece]
    yours: list[Piece]


def differences(form: DraftForm, current: Article) -> list[Difference]:
    """The fields of which the ``form`` says something else than ``current`` does."""
    theirs = {name: getattr(current, name) for name in desk.FIELDS}
    theirs["contributors"], theirs["pictures"] = desk.byline_pairs(current), desk.caption_pairs(current)
    yours = form.text() | {name: form.cleaned_data[name] for name in _FORMS if name in form.fields}
    return [
        difference(str(form.fields[name].label), words(name, theirs[name]), words(name, yours[name]))
        for name in yours
        if theirs[name] != yours[name]
    ]


def words(name: str, value: Any) -> str:
    """A field's value as an editor types it; bylines and what is said under pictures come as pairs."""
    return _FORMS[name](value) if name in _FORMS else str(value or "")


def difference(label: str, theirs: str, yours: str) -> Difference:
    """The two texts in pieces."""
    found = steps(theirs, yours)
    return Difference(
        label,
        theirs=[Piece(text, differs=kind != 0) for kind, text in found if kind <= 0],
        yours=[Piece(text, differs=kind != 0) for kind, text in found if kind >= 0],
    )
