"""A table to take away, by one click: what the list shows, as CSV, XLSX or JSON."""

import datetime as dt
from typing import Any

from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import BadRequest, PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from import_export.resources import ModelResource

from articles import resources
from articles.admin.guard import GuardedAdmin, M, refuse_nul


class ExportAdmin(GuardedAdmin[M]):
    """Adds ``export/<kind>/`` for whoever may see the list; the search in the list's address is kept."""

    resource: type[ModelResource]
    change_list_template = "admin/export_change_list.html"

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.export_view)
        name = f"{self.opts.app_label}_{self.opts.model_name}_export"
        return [path("export/<str:kind>/", view, name=name), *super().get_urls()]

    def export_view(self, request: HttpRequest, kind: str) -> HttpResponse:
        """The file; reading only, so a POST is refused."""
        if request.method != "GET" or not self.has_view_permission(request):
            raise PermissionDenied
        if kind not in resources.FORMATS:
            raise Http404
        rows = self._rows(request)
        answer = HttpResponse(resources.export(self.resource, rows, kind), content_type=resources.FORMATS[kind])
        today = dt.datetime.now(tz=dt.UTC).astimezone().date()
        answer["Content-Disposition"] = f'attachment; filename="{self.opts.model_name}-{today}.{kind}"'
        return answer

    def _rows(self, request: HttpRequest) -> QuerySet[M]:
        """What the list of this address shows."""
        refuse_nul(request)
        try:
            return self.get_changelist_instance(request).get_queryset(request)
        except IncorrectLookupParameters as error:
            raise BadRequest("no such filter") from error

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        export = {"export_kinds": list(resources.FORMATS), "export_query": request.GET.urlencode()}
        return super().changelist_view(request, {**export, **(extra_context or {})})
