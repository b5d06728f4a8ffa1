"""The people who write, and their units."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.admin.export import ExportAdmin
from articles.models import Correspondent, Unit
from articles.resources import CorrespondentResource, UnitResource


@admin.register(Correspondent)
class CorrespondentAdmin(ExportAdmin[Correspondent]):
    """Who writes, for which unit, and how often he was printed."""

    resource = CorrespondentResource
    list_display = ("name", "unit", "byline_count")
    list_select_related = ("unit",)
    search_fields = ("name", "unit__name")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Correspondent]:
        return super().get_queryset(request).annotate(number_of_bylines=Count("bylines"))

    @admin.display(description=_("bylines"), ordering="number_of_bylines")
    def byline_count(self, correspondent: Any) -> int:
        """Annotated in ``get_queryset``."""
        return int(correspondent.number_of_bylines)


@admin.register(Unit)
class UnitAdmin(ExportAdmin[Unit]):
    """Units that correspondents write from."""

    resource = UnitResource
    list_display = ("name", "correspondent_count")
    search_fields = ("name",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Unit]:
        return super().get_queryset(request).annotate(number_of_correspondents=Count("correspondents"))

    @admin.display(description=_("correspondents"), ordering="number_of_correspondents")
    def correspondent_count(self, unit: Any) -> int:
        """Annotated in ``get_queryset``."""
        return int(unit.number_of_correspondents)
