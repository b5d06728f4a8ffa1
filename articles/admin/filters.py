"""Ways to narrow the queue; without any, it shows the open work."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Issue, Section, Status

ISSUES_OFFERED = 60
ALL = "all"


class StatusFilter(admin.SimpleListFilter):
    """The step that the article is at; open work unless one asks for more."""

    title = _("status")
    parameter_name = "status"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [*Status.choices, (ALL, _("all"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        if self.value() == ALL:
            return queryset
        if self.value() in Status.values:
            return queryset.filter(status=self.value())
        return queryset.exclude(status__in=[Status.PUBLISHED, Status.WITHDRAWN])


class _NumberFilter(admin.SimpleListFilter):
    """A filter whose value is a number; anything else narrows to nothing rather than failing."""

    lookup: str

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        value = self.value()
        if not value:
            return queryset
        return queryset.filter(**{self.lookup: int(value)}) if is_number(value) else queryset.none()


class IssueFilter(_NumberFilter):
    """One of the newest issues."""

    title = _("issue")
    parameter_name = "issue"
    lookup = "page__issue"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        issues = Issue.objects.select_related("publication").order_by("-date", "publication")[:ISSUES_OFFERED]
        return [(str(issue.pk), str(issue)) for issue in issues]


class PageFilter(_NumberFilter):
    """A page number."""

    title = _("page")
    parameter_name = "page"
    lookup = "page__number"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(str(number), _("Page %(number)02d") % {"number": number}) for number in range(1, 17)]


class SectionFilter(_NumberFilter):
    """A standing column."""

    title = _("section")
    parameter_name = "section"
    lookup = "section"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(str(pk), name) for pk, name in Section.objects.values_list("pk", "name")]


class NotesFilter(admin.SimpleListFilter):
    """With something to look at, or without."""

    title = _("notes")
    parameter_name = "notes"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("some", _("with notes")), ("none", _("without notes"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        wanted = {"some": {"note_count__gt": 0}, "none": {"note_count": 0}}.get(self.value() or "")
        return queryset.filter(**wanted) if wanted else queryset


def is_number(value: str) -> bool:
    """Whether it is a key that the database can hold."""
    return value.isascii() and value.isdigit() and len(value) <= 18
