"""The upload page: files come in, are looked through in a process of their own, and wait to be confirmed."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.multipartparser import MultiPartParserError
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect

from articles.importing import background, uploads
from articles.importing.papers import MAX_NAME
from articles.importing.uploads import FolderUploadHandler, UploadRefused
from articles.models import ImportBatch, Publication
from articles.models.imports import Stage

MAY = "articles.import_pages"
FILES, PATHS = "pages", "path"
DRAINED = 2  # times the most: so much is read and thrown away, so that the browser hears the answer


class UploadForm(forms.Form):
    """What is said of all files of an upload."""

    publication = forms.CharField(
        label=gettext_lazy("publication"),
        max_length=MAX_NAME,
        required=False,
        help_text=gettext_lazy("Only where there are several; a new name makes a new one."),
        widget=forms.TextInput(attrs={"list": "publications"}),
    )
    date = forms.DateField(
        label=gettext_lazy("date"),
        required=False,
        help_text=gettext_lazy("Only where neither the files' names nor the pages tell it."),
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def options(self) -> dict[str, Any]:
        """As the batch keeps them."""
        date = self.cleaned_data["date"]
        asked = {"publication": self.cleaned_data["publication"] or None, "date": date and date.isoformat()}
        return asked | {"language": get_language(), "uploaded": True}


def respond(admin: Any, request: HttpRequest) -> HttpResponse:
    """The page, or with a POST the files: they are written to a folder of their own while they come."""
    if not request.user.has_perm(MAY):
        raise PermissionDenied
    if request.method != "POST":
        return _show(admin, request, UploadForm())
    if int(request.META.get("CONTENT_LENGTH") or 0) >= DRAINED * uploads.MOST_BYTES:
        return _show(admin, request, UploadForm(), refused=_too_large())
    uploads.sweep(timezone.now())
    name = uploads.make_folder()
    try:
        answer = _receive(admin, request, name)
    finally:
        if not ImportBatch.objects.filter(folder=name).exists():
            uploads.discard_folder(name)
    return answer


def _receive(admin: Any, request: HttpRequest, name: str) -> HttpResponse:
    handler = FolderUploadHandler(request, name, FILES)
    request.upload_handlers = [handler]
    try:
        return _take(request, admin=admin, handler=handler, name=name)
    except TooManyFilesSent:
        words = _("These are more than %(most)d files. Put them into a zip.") % {
            "most": settings.DATA_UPLOAD_MAX_NUMBER_FILES
        }
        return _show(admin, request, UploadForm(), refused=UploadRefused(words))
    except MultiPartParserError:
        words = _("The upload broke off. Try it again.")
        return _show(admin, request, UploadForm(), refused=UploadRefused(words, status=400))


@csrf_protect
def _take(request: HttpRequest, *, admin: Any, handler: FolderUploadHandler, name: str) -> HttpResponse:
    """Keep the files as an upload that is to be looked through."""
    form = UploadForm(request.POST)
    if handler.refused:
        return _show(admin, request, form, refused=handler.refused)
    if not form.is_valid():
        return _show(admin, request, form, status=400)
    files = request.FILES.getlist(FILES)
    try:
        total = uploads.place(name, handler.received, uploads.names_of(files, request.POST.getlist(PATHS)))
    except UploadRefused as refused:
        return _show(admin, request, form, refused=refused)
    by: Any = request.user
    batch = ImportBatch.objects.create(
        actor=by, folder=name, stage=Stage.PREVIEWING, options=form.options(), total=total
    )
    background.start(batch)
    return HttpResponseRedirect(reverse("admin:articles_importbatch_change", args=[batch.pk]))


def _too_large() -> UploadRefused:
    words = _("The upload is larger than %(most)d MB. Upload it in parts, or have it imported on the server.")
    return UploadRefused(words % {"most": uploads.MOST_BYTES // uploads.MEGABYTE})


def _show(
    admin: Any, request: HttpRequest, form: UploadForm, *, refused: UploadRefused | None = None, status: int = 200
) -> HttpResponse:
    context = {
        **admin.admin_site.each_context(request),
        "title": _("Upload pages"),
        "opts": admin.opts,
        "form": form,
        "refused": refused,
        "publications": Publication.objects.values_list("name", flat=True),
        "most": uploads.MOST_BYTES,
        "most_of_a_page": uploads.MOST_OF_A_PAGE,
        "most_megabytes": uploads.MOST_BYTES // uploads.MEGABYTE,
        "page_megabytes": uploads.MOST_OF_A_PAGE // uploads.MEGABYTE,
        "most_files": settings.DATA_UPLOAD_MAX_NUMBER_FILES,
    }
    code = refused.status if refused else status
    return TemplateResponse(request, "admin/articles/importbatch/upload.html", context, status=code)
