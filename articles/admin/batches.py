"""Batches (批次): their list, the page of each, and what may be done with it; the work is done in a process of its own."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin import batch_page, uploads
from articles.admin.filters import is_number
from articles.admin.guard import ReadOnlyAdmin
from articles.admin.records import who
from articles.importing import again, background, undo
from articles.importing.uploads import discard_folder
from articles.models import FileState, ImportBatch
from articles.models.imports import UNCONFIRMED, Stage

MAY = "articles.import_pages"
Step = Callable[[HttpRequest, ImportBatch], HttpResponse]


@admin.register(ImportBatch)
class ImportBatchAdmin(ReadOnlyAdmin[ImportBatch]):
    """The runs of the import, and the uploads that wait for one."""

    list_display = ("__str__", "started_at", who, "kind", "state_line", "files_of_it")
    list_display_links = ("__str__", "started_at")
    list_select_related = ("actor", "undone_by")

    def get_queryset(self, request: HttpRequest) -> QuerySet[ImportBatch]:
        """An upload that is not confirmed is seen by whoever made it."""
        return super().get_queryset(request).defer("outcomes").filter(seen_by(request.user))

    def get_urls(self) -> list[URLPattern]:
        steps: dict[str, Step] = {"confirm": _confirm, "discard": _discard, "go_on": _go_on, "retry": _retry}
        own = [
            self._url("upload/", "upload", partial(uploads.respond, self)),
            self._url("<int:object_id>/progress/", "progress", self._progress),
            self._url("<int:object_id>/undo/", "undo", self._undo),
            *(self._url(f"<int:object_id>/{name}/", name, partial(_step, step)) for name, step in steps.items()),
        ]
        return [*own, *super().get_urls()]

    def _url(self, route: str, name: str, view: Callable[..., HttpResponse]) -> URLPattern:
        def named(request: HttpRequest, **parameters: Any) -> HttpResponse:
            return view(request, **parameters)

        named.csrf_exempt = name == "upload"  # type: ignore[attr-defined]  # it looks at the token once it knows where to write
        return path(route, self.admin_site.admin_view(named), name=f"articles_importbatch_{name}")

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        may = {"may_import": request.user.has_perm(MAY)}
        return super().changelist_view(request, {**may, **(extra_context or {})})

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if request.method == "POST" or not self.has_view_permission(request):
            raise PermissionDenied
        if not is_number(object_id):
            raise Http404
        batch = find(request, int(object_id))
        context = {**self.admin_site.each_context(request), "opts": self.opts, "may_import": request.user.has_perm(MAY)}
        return TemplateResponse(
            request, "admin/articles/importbatch/change_form.html", context | batch_page.context(request, batch)
        )

    def _progress(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """How far the batch is, for the page that watches it."""
        if not self.has_view_permission(request) or request.method not in ("GET", "HEAD"):
            raise PermissionDenied
        return JsonResponse(batch_page.progress(find(request, object_id)))

    def _undo(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """First what would go and what would stay; with a POST it is done."""
        if not request.user.has_perm(MAY):
            raise PermissionDenied
        batch = find(request, object_id)
        if request.method == "POST":
            return _take_back(request, batch)
        plan = undo.plan(batch)
        context = {"title": _("Undo batch %(batch)s") % {"batch": batch}, "batch": batch, "opts": self.opts}
        context |= {"plan": plan, "words": undo.in_words(plan), "refusal": undo.refusal(batch)}
        context |= self.admin_site.each_context(request)
        return TemplateResponse(request, "admin/articles/importbatch/undo.html", context)

    @admin.display(description=gettext_lazy("what it is"))
    def kind(self, batch: ImportBatch) -> str:
        """Whether it came by command or by upload, or takes another one back."""
        return batch_page.kind(batch)

    @admin.display(description=gettext_lazy("state"), ordering="stage")
    def state_line(self, batch: ImportBatch) -> SafeString:
        """What it is at."""
        if hasattr(batch, "undone_by") and batch.undone_by.stage == Stage.DONE:
            return format_html('<span class="batch-state">{}</span>', _("undone"))
        code, words = batch_page.state(batch, timezone.now())
        return format_html('<span class="batch-state {}">{}</span>', code, words)

    @admin.display(description=gettext_lazy("files"), ordering="total")
    def files_of_it(self, batch: ImportBatch) -> SafeString | str:
        """How many there are, and how many pages failed."""
        failed = batch.counts.get(FileState.FAILED)
        if not failed:
            return _("%(files)s files") % {"files": batch.total}
        words = _("%(files)s files, %(failed)s failed") % {"files": batch.total, "failed": failed}
        return format_html('<strong class="bare">{}</strong>', words)


def seen_by(user: Any) -> Q:
    """The batches that the person may see."""
    return Q() if user.is_superuser else ~Q(stage__in=UNCONFIRMED) | Q(actor=user.pk)


def find(request: HttpRequest, key: int) -> ImportBatch:
    """The batch; raises Http404 also for somebody else's upload that is not confirmed."""
    batch = ImportBatch.objects.filter(seen_by(request.user), pk=key).select_related("actor", "undoes").first()
    if batch is None:
        raise Http404
    return batch


def to_batch(batch: ImportBatch) -> HttpResponse:
    """On to the batch's page."""
    return HttpResponseRedirect(reverse("admin:articles_importbatch_change", args=[batch.pk]))


def _step(step: Step, request: HttpRequest, object_id: int) -> HttpResponse:
    if not request.user.has_perm(MAY):
        raise PermissionDenied
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    return step(request, find(request, object_id))


def _confirm(request: HttpRequest, batch: ImportBatch) -> HttpResponse:
    can = batch_page.can_confirm(batch)
    if can:
        ImportBatch.objects.filter(pk=batch.pk).update(taken=0, outcomes=[], counts={})
    return _begin(request, batch, Stage.IMPORTING, can=can)


def _go_on(request: HttpRequest, batch: ImportBatch) -> HttpResponse:
    return _begin(request, batch, Stage(batch.stage), can=batch.has_stopped(timezone.now()))


def _retry(request: HttpRequest, batch: ImportBatch) -> HttpResponse:
    if not batch_page.can_retry(batch):
        return _begin(request, batch, Stage.IMPORTING, can=False)
    again.try_failed_again(batch)
    return _begin(request, batch, Stage.IMPORTING, can=True)


def _begin(request: HttpRequest, batch: ImportBatch, stage: Stage, *, can: bool) -> HttpResponse:
    if not (can and background.begin(batch, stage)):
        messages.error(request, _("Nothing was begun: look at what the batch is at now."))
    return to_batch(batch)


def _discard(request: HttpRequest, batch: ImportBatch) -> HttpResponse:
    """Forget an upload that was not confirmed, or what is left of the files of one that is in."""
    if batch.folder and batch.stage in UNCONFIRMED:
        batch.delete()
        discard_folder(batch.folder)
        messages.success(request, _("The upload was discarded; nothing of it was imported."))
        return HttpResponseRedirect(reverse("admin:articles_importbatch_changelist"))
    if batch.folder and batch.stage == Stage.DONE:
        discard_folder(batch.folder)
        ImportBatch.objects.filter(pk=batch.pk).update(folder="")
        messages.success(request, _("The uploaded files were removed; what was imported stays."))
    return to_batch(batch)


def _take_back(request: HttpRequest, batch: ImportBatch) -> HttpResponse:
    try:
        undoing = undo.begin(batch, by=request.user)  # type: ignore[arg-type]  # the admin lets nobody in without a user
    except undo.CannotUndo as refused:
        messages.error(request, str(refused))
        return to_batch(batch)
    background.start(undoing)
    return to_batch(undoing)
