"""The reader's search form."""

import calendar
import datetime as dt
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from articles.models.publication import MAX_PAGE_NUMBER
from articles.search import Cursor, Query, parse
from articles.search.facets import MOST_ID, token
from articles.search.keys import first_key, last_key

MAX_QUERY_LENGTH = 100
MOST_YEAR = 9999
FACETS = ("year", "issue", "page", "section", "place", "correspondent")
DATES = ("since", "until", "year", "issue")
_PERIOD = re.compile(r"(\d{4})(?:\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(\d{1,2})\s*[日号]?|\s*月)?|\s*年)?", re.ASCII)

Period = tuple[dt.date, dt.date]  # its first and its last day


class PeriodField(forms.CharField):
    """A year, a month or a day: 1996, 1996-07, 1996年7月23日."""

    def clean(self, value: Any) -> Period | None:
        """Raises ValidationError, in words."""
        text = super().clean(value)
        if not text:
            return None
        match = _PERIOD.fullmatch(text)
        try:
            return _period(*(int(part) for part in match.groups() if part)) if match else _period(0)
        except ValueError:
            words = _("“%(text)s” is no date. Write a year, a month or a day: 1996, 1996-07, 1996-07-23.")
            raise ValidationError(words, params={"text": text}) from None


class CursorField(forms.CharField):
    """Where a page of results goes on."""

    def clean(self, value: Any) -> Cursor | None:
        """Raises ValidationError."""
        text = super().clean(value)
        try:
            return Cursor.read(text) if text else None
        except ValueError as error:
            raise ValidationError("no key of a result") from error


class SearchForm(forms.Form):
    """The whole search stands in the address, so that it can be kept and sent."""

    q = forms.CharField(label=_("Search for"), max_length=MAX_QUERY_LENGTH, required=False)
    since = PeriodField(label=_("From"), max_length=20, required=False)
    until = PeriodField(label=_("To"), max_length=20, required=False)
    sort = forms.ChoiceField(choices=[("newest", _("Newest first")), ("best", _("Best first"))], required=False)
    year = forms.IntegerField(label=_("Year"), min_value=1, max_value=MOST_YEAR, required=False)
    issue = forms.DateField(label=_("Issue"), input_formats=["%Y-%m-%d"], required=False)
    page = forms.IntegerField(label=_("Page"), min_value=1, max_value=MAX_PAGE_NUMBER, required=False)
    section = forms.IntegerField(label=_("Section"), min_value=1, max_value=MOST_ID, required=False)
    place = forms.CharField(label=_("Place"), max_length=50, required=False)
    correspondent = forms.IntegerField(label=_("Correspondent"), min_value=1, max_value=MOST_ID, required=False)
    after = CursorField(max_length=100, required=False)

    def clean(self) -> dict[str, Any]:
        """What is asked for must be a stretch of time."""
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and since[0] > until[1]:
            self.add_error("until", _("This is before the date from which you search."))
        return self.cleaned_data

    @property
    def unfit(self) -> set[str]:
        """What in the address nobody typed, and no page of ours has written so."""
        return set(self.errors) - {"q", "since", "until"}

    @property
    def is_asked(self) -> bool:
        """Whether there is anything to look for."""
        return any(self.cleaned_data[name] for name in ("q", "since", "until", *FACETS))

    def query(self) -> Query:
        """What to look for; of a form without errors."""
        asked = self.cleaned_data
        tokens = [token(name, asked[name]) for name in FACETS if name not in DATES and asked[name]]
        query = parse(asked["q"]).narrowed(tokens)
        if asked["since"]:
            query = query.within(low=first_key(asked["since"][0]))
        if asked["until"]:
            query = query.within(high=last_key(asked["until"][1]) + 1)
        if asked["year"]:
            first, last = _period(asked["year"])
            query = query.within(first_key(first), last_key(last) + 1)
        if asked["issue"]:
            query = query.within(first_key(asked["issue"]), last_key(asked["issue"]) + 1)
        return query


def _period(year: int, month: int | None = None, day: int | None = None) -> Period:
    """Raises ValueError."""
    first = dt.date(year, month or 1, day or 1)
    if day:
        return first, first
    last_month = month or 12
    return first, dt.date(first.year, last_month, calendar.monthrange(first.year, last_month)[1])
