"""What all our admin pages have in common: nobody deletes, and who may not write gets 403 for a POST."""

from typing import Any, TypeVar

from django.contrib import admin
from django.core.exceptions import BadRequest, PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst

from articles.models import Article
from articles.models.edition import readers_see_a_change

M = TypeVar("M", bound=Model)


class GuardedAdmin(admin.ModelAdmin[M]):
    """Django answers some POSTs of a viewer with 200; nothing is written, but it should say no."""

    view_on_site = False  # most of it is not published, or not yet
    show_full_result_count = False  # a count of the whole table on each page
    named_in_records = ""  # the way to it from the articles whose records for harvesters bear its name

    def has_delete_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: M, form: Any, change: bool) -> None:
        """Nearly all that is saved here stands on some page: a section's name, a person's, a paper's."""
        super().save_model(request, obj, form, change)
        readers_see_a_change()
        if change and self.named_in_records and "name" in form.changed_data:
            Article.objects.filter(**{self.named_in_records: obj}).tell_anew()

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        if request.method == "POST" and not self.get_actions(request):
            raise PermissionDenied
        refuse_nul(request)
        title = {"title": capfirst(self.opts.verbose_name_plural)}
        return super().changelist_view(request, {**title, **(extra_context or {})})


def refuse_nul(request: HttpRequest) -> None:
    """PostgreSQL knows no NUL, and a filter in the address would ask it for one."""
    if any("\x00" in value for values in request.GET.lists() for value in values[1]):
        raise BadRequest("NUL in the address")


class ReadOnlyAdmin(GuardedAdmin[M]):
    """Kept by the program: to look at only."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        return False
