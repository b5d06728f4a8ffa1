"""Two texts side by side, what differs marked: for an editor whose save came second, or a file that came in again."""

from dataclasses import dataclass
from typing import Any

from diff_match_patch import diff_match_patch  # type: ignore[import-untyped]  # no types in this package

from articles import desk
from articles.admin import bylines, captions
from articles.admin.draft_form import DraftForm
from articles.models import Article

DIFF_SECONDS = 1.0
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
    engine = diff_match_patch()
    engine.Diff_Timeout = DIFF_SECONDS
    steps = engine.diff_main(theirs, yours)
    engine.diff_cleanupSemantic(steps)
    return Difference(
        label,
        theirs=[Piece(text, differs=kind != 0) for kind, text in steps if kind <= 0],
        yours=[Piece(text, differs=kind != 0) for kind, text in steps if kind >= 0],
    )
