"""Where a long list goes on: a signed token that holds the whole question, so that nothing is kept for a harvester.

A list is in the order of changes and ends where the `responseDate` of its beginning says. What changes meanwhile leaves it and
comes with the next harvest; what is new does not move it.
"""

import datetime as dt
from dataclasses import dataclass

from django.core import signing

from articles.oai.request import OAIError, Selection

SALT = "articles.oai"
LASTS = dt.timedelta(days=1)
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_MICROSECOND = dt.timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Place:
    """How far a list of ``verb`` is: after the record ``key``, changed at ``changed_at``; ``cursor`` of ``total`` were given."""

    verb: str
    selection: Selection
    total: int
    cursor: int = 0
    changed_at: dt.datetime | None = None
    key: int = 0


def to_token(place: Place) -> str:
    """The place as a token."""
    asked = place.selection
    times = [_number(time) for time in (asked.since, asked.before, place.changed_at or _EPOCH)]
    return signing.dumps(
        [place.verb, place.total, place.cursor, place.key, asked.paper, asked.section, *times], salt=SALT
    )


def from_token(token: str, verb: str) -> Place:
    """The place that a token of ours holds; raises OAIError for any other, and for one that has run out."""
    try:
        kept, total, cursor, key, paper, section, *times = signing.loads(token, salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        raise OAIError("badResumptionToken", "this token is not one of ours, or has run out: begin again") from None
    if kept != verb:
        raise OAIError("badResumptionToken", f"this token is one of {kept}")
    since, before, changed_at = (_EPOCH + number * _MICROSECOND for number in times)
    return Place(kept, Selection(since, before, paper, section), total, cursor, changed_at, key)


def _number(time: dt.datetime) -> int:
    return (time - _EPOCH) // _MICROSECOND
