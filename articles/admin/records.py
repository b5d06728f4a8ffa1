"""What the program keeps of itself, to look at only: imports and revisions."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.admin.guard import ReadOnlyAdmin
from articles.models import FileState, ImportBatch, ImportFile, Revision
from articles.templatetags.office import display_name


@admin.display(description=_("by"), ordering="actor")
def who(record: ImportBatch | Revision) -> str:
    """Who did it; nobody where it was the program."""
    return display_name(record.actor) or "—"


@admin.register(ImportBatch)
class ImportBatchAdmin(ReadOnlyAdmin[ImportBatch]):
    """The runs of the import."""

    list_display = ("__str__", "started_at", "finished_at", who, "files_of_it")
    list_select_related = ("actor",)
    fields = ("started_at", "finished_at", who, "files_of_it")  # type: ignore[assignment]  # Django takes functions too

    def get_queryset(self, request: HttpRequest) -> QuerySet[ImportBatch]:
        failed = Count("files", filter=Q(files__state=FileState.FAILED))
        return super().get_queryset(request).annotate(number_of_files=Count("files"), failed=failed)

    @admin.display(description=_("files"), ordering="number_of_files")
    def files_of_it(self, batch: Any) -> SafeString:
        """A link to the files, with how many there are and how many failed; annotated above."""
        address = reverse("admin:articles_importfile_changelist")
        words = _("%(files)s files, %(failed)s failed") % {"files": batch.number_of_files, "failed": batch.failed}
        return format_html('<a href="{}?batch__id__exact={}">{}</a>', address, batch.pk, words)


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
