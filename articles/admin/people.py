"""The people who write, and their units."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.admin.export import ExportAdmin
from articles.models import Correspondent, Unit
from articles.resources import CorrespondentResource, UnitResource

_PERSON = pgettext_lazy("of a person", "name")


class CorrespondentForm(forms.ModelForm[Correspondent]):
    """Calls a person's name by its own word."""

    class Meta:
        labels = {"name": _PERSON}


@admin.register(Correspondent)
class CorrespondentAdmin(ExportAdmin[Correspondent]):
    """Who writes, for which unit, and how often he was printed."""

    resource = CorrespondentResource
    form = CorrespondentForm
    list_display = ("person", "unit", "byline_count")
    list_select_related = ("unit",)
    search_fields = ("name", "unit__name")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Correspondent]:
        return super().get_queryset(request).annotate(number_of_bylines=Count("bylines"))

    @admin.display(description=_PERSON, ordering="name")
    def person(self, correspondent: Correspondent) -> str:
        """The name, under a heading that fits a person."""
        return correspondent.name

    @admin.display(description=_("bylines"), ordering="number_of_bylines")
    def byline_count(self, correspondent: Any) -> SafeString:
        """How many, annotated in ``get_queryset``: a link to the articles."""
        query = {"status": "all", "q": correspondent.name}
        address = reverse("admin:articles_article_changelist", query=query)
        return format_html('<a href="{}">{}</a>', address, correspondent.number_of_bylines)


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
