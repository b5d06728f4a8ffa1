"""What the program keeps of itself, to look at only: imported files and revisions."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.admin.guard import ReadOnlyAdmin
from articles.models import ImportBatch, ImportFile, Revision
from articles.templatetags.office import display_name


@admin.display(description=_("by"), ordering="actor")
def who(record: ImportBatch | Revision) -> str:
    """Who did it; nobody where it was the program."""
    return display_name(record.actor) or "—"


@admin.register(ImportFile)
class ImportFileAdmin(ReadOnlyAdmin[ImportFile]):
    """What became of each file."""

    list_display = ("path", "state", "error", "page", "batch")
    list_filter = ("state", "batch")
    list_select_related = ("page__issue__publication", "batch")
    search_fields = ("path",)


@admin.register(Revision)
class RevisionAdmin(ReadOnlyAdmin[Revision]):
    """The history of all articles, newest first."""

    list_display = ("article", "version", "action", who, "created_at", "reason")
    list_filter = ("action",)
    list_select_related = ("article", "actor")
    search_fields = ("article__headline", "reason")
    ordering = ("-pk",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Revision]:
        return super().get_queryset(request).defer("text")
