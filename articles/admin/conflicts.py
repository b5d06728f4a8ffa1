"""Conflicts (冲突): articles that a person has worked on and of which a file has another text; both side by side, to decide."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles import conflicts, desk
from articles.admin import compare
from articles.admin.compare import Difference
from articles.admin.filters import is_number
from articles.admin.guard import GuardedAdmin
from articles.models import Article, Conflict
from articles.models.article import DESK_PAGE_FIELDS
from articles.review import Refused

LIST = "admin:articles_conflict_changelist"
PAGE = "admin:articles_conflict_change"
ALL = "all"
DECISIONS: Mapping[str, Callable[..., Article]] = {"take": conflicts.take, "keep": conflicts.keep}


@dataclass(frozen=True, slots=True)
class Offer:
    """A field to decide: both texts; ``is_edited`` where somebody has changed what stands since it was imported."""

    name: str
    texts: Difference
    is_edited: bool


@admin.register(Conflict)
class ConflictAdmin(GuardedAdmin[Conflict]):
    """What waits for a decision; who may see or change an article may see or decide its conflict."""

    list_display = ("title_line", "page_line", "fields_line", "status_line", "source", "made_at")
    list_display_links = None
    list_per_page = 50
    search_fields = ("article__headline", "source")
    search_help_text = gettext_lazy("Headline or file")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Conflict | None = None) -> bool:
        return request.user.has_perm("articles.view_article")

    def has_change_permission(self, request: HttpRequest, obj: Conflict | None = None) -> bool:
        return request.user.has_perm("articles.change_article")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Conflict]:
        heavy = (f"article__page__{name}" for name in DESK_PAGE_FIELDS)
        return Conflict.objects.open().select_related("article__page__issue__publication").defer("base", *heavy)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Both texts of each field, and what was decided."""
        allowed = self.has_change_permission if request.method == "POST" else self.has_view_permission
        if not allowed(request):
            raise PermissionDenied
        key = unquote(object_id)
        conflict = self.get_queryset(request).filter(pk=key).first() if is_number(key) else None
        if conflict is None:
            messages.info(request, _("There is nothing to decide here any more."))
            return HttpResponseRedirect(reverse(LIST))
        return _decide(request, conflict) if request.method == "POST" else _show(self, request, conflict)

    @admin.display(description=gettext_lazy("article"), ordering="article__headline")
    def title_line(self, conflict: Conflict) -> SafeString:
        """The headline, or how the text begins."""
        return format_html('<a class="title" href="{}/change/">{}</a>', conflict.pk, conflict.article)

    @admin.display(description=gettext_lazy("page"), ordering="article__page__issue__date")
    def page_line(self, conflict: Conflict) -> str:
        """Where it stands."""
        return str(conflict.article.page)

    @admin.display(description=gettext_lazy("differs in"))
    def fields_line(self, conflict: Conflict) -> str:
        """The fields that are still to be decided."""
        return conflicts.listed(conflict.new)

    @admin.display(description=gettext_lazy("status"), ordering="article__status")
    def status_line(self, conflict: Conflict) -> SafeString:
        """The step that the article is at."""
        article = conflict.article
        return format_html('<span class="status {}">{}</span>', article.status, article.get_status_display())


def open_conflict(article: Article) -> Conflict | None:
    """What is to be decided of the article."""
    return Conflict.objects.open().filter(article=article).first()


def _decide(request: HttpRequest, conflict: Conflict) -> HttpResponse:
    """Take or keep one field, or all that are left; then on with what is left."""
    decision = next((name for name in DECISIONS if name in request.POST), None)
    if decision is None:
        raise PermissionDenied
    chosen, version = request.POST[decision], request.POST.get("version", "")
    try:
        DECISIONS[decision](
            conflict,
            list(conflict.new) if chosen == ALL else [chosen],
            by=request.user,
            version=int(version) if is_number(version) else 0,
            digest=request.POST.get("digest", ""),
        )
    except Refused as refused:
        messages.error(request, str(refused))
        return HttpResponseRedirect(reverse(PAGE, args=[conflict.pk]))
    return _onward(request, conflict)


def _onward(request: HttpRequest, conflict: Conflict) -> HttpResponse:
    """To what is left of it, or to the next one."""
    waiting = Conflict.objects.open()
    if waiting.filter(pk=conflict.pk).exists():
        return HttpResponseRedirect(reverse(PAGE, args=[conflict.pk]))
    messages.success(request, _("“%(article)s” is decided.") % {"article": Article.objects.get(pk=conflict.article_id)})
    following = waiting.first()
    return HttpResponseRedirect(reverse(PAGE, args=[following.pk]) if following else reverse(LIST))


def _show(page: ConflictAdmin, request: HttpRequest, conflict: Conflict) -> HttpResponse:
    article = Article.objects.with_place().select_related("changed_by").get(pk=conflict.article_id)
    by: Any = request.user
    may_decide = page.has_change_permission(request)
    others = Conflict.objects.open().exclude(pk=conflict.pk).count()
    context = {
        **page.admin_site.each_context(request),
        "title": str(article),
        "opts": page.opts,
        "conflict": conflict,
        "article": article,
        "offers": _offers(article, conflict),
        "may_decide": may_decide,
        "may_take": desk.can_edit(article, by),
        "others": ngettext("%d more to decide", "%d more to decide", others) % others if others else "",
    }
    return TemplateResponse(request, "admin/articles/conflict/change_form.html", context)


def _offers(article: Article, conflict: Conflict) -> list[Offer]:
    """In the order of an article's page."""
    now = article.text_state()
    now["pictures"] = desk.caption_pairs(article)
    return [
        Offer(name, _texts(name, now[name], conflict.new[name]), is_edited=_plain(now[name]) != conflict.base.get(name))
        for name in conflicts.LABELS
        if name in conflict.new
    ]


def _texts(name: str, now: Any, new: Any) -> Difference:
    return compare.difference(str(conflicts.LABELS[name]), compare.words(name, now), compare.words(name, new))


def _plain(value: Any) -> Any:
    """As JSON keeps it."""
    return [list(pair) for pair in value] if isinstance(value, list) else value
