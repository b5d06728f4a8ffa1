"""What the program keeps of itself, to look at only: imports and revisions."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.admin.guard import ReadOnlyAdmin
from articles.models import ImportBatch, ImportFile, Revision


@admin.register(ImportBatch)
class ImportBatchAdmin(ReadOnlyAdmin[ImportBatch]):
    """The runs of the import."""

    list_display = ("__str__", "started_at", "finished_at", "actor", "files_of_it")
    list_select_related = ("actor",)
    fields = ("started_at", "finished_at", "actor", "files_of_it")

    @admin.display(description=_("files"))
    def files_of_it(self, batch: ImportBatch) -> SafeString:
        """A link to the files of this batch."""
        address = reverse("admin:articles_importfile_changelist")
        return format_html('<a href="{}?batch__id__exact={}">{}</a>', address, batch.pk, _("Show the files"))


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

    list_display = ("article", "version", "action", "actor", "created_at", "reason")
    list_filter = ("action",)
    list_select_related = ("article", "actor")
    search_fields = ("article__headline", "reason")
    ordering = ("-pk",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Revision]:
        return super().get_queryset(request).defer("text")
