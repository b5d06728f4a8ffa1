"""Corrections (更正): the page on which a chief makes one, and the list of all notices that readers were given."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import corrections
from articles.admin import source
from articles.admin.compare import differences
from articles.admin.draft_form import DraftForm
from articles.admin.filters import is_number
from articles.admin.guard import ReadOnlyAdmin
from articles.models import Article, Correction
from articles.review import Refused, Stale
from articles.templatetags.office import display_name

QUEUE = "admin:articles_article_changelist"
ARTICLE = "admin:articles_article_change"


class CorrectionForm(DraftForm):
    """The notice for the readers, and the text as it is to stand; ``corrections.correct`` takes what it has cleaned."""

    note = forms.CharField(
        label=gettext_lazy("Notice to the readers"),
        max_length=corrections.MAX_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "What was wrong and how it should read. It stands over the article with today's date, and in the list of corrections."
        ),
    )

    def __init__(self, *args: Any, instance: Article, **kwargs: Any) -> None:
        super().__init__(*args, instance=instance, **kwargs)
        del self.fields["reason"]  # the notice is the reason
        self.order_fields(["note", *DraftForm.field_order])


@admin.register(Correction)
class CorrectionAdmin(ReadOnlyAdmin[Correction]):
    """All notices, the newest first; a new one is made on ``add/?article=<id>``."""

    list_display = ("made_at", "kind", "title_line", "page_line", "note", "maker")
    list_display_links = None
    list_per_page = 50
    ordering = ("-made_at", "-pk")
    fields = ("article", "kind", "note", "version", "made_by", "made_at")

    def get_model_perms(self, request: HttpRequest) -> dict[str, bool]:
        """The overview offers no new one: it needs an article."""
        return {**super().get_model_perms(request), "add": False}

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("articles.correct_article")

    def has_view_permission(self, request: HttpRequest, obj: Correction | None = None) -> bool:
        return request.user.has_perm("articles.view_article")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Correction]:
        return Correction.objects.with_article().select_related("made_by")

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The article's text to be put right; whoever may not correct it is told why."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        article = _find(request.GET.get("article", ""))
        if article is None:
            messages.warning(request, _("There is no such article."))
            return HttpResponseRedirect(reverse(QUEUE))
        said = corrections.refusal(article, request.user)  # type: ignore[arg-type]  # the admin lets nobody in without a user
        if said:
            messages.error(request, str(said))
            return HttpResponseRedirect(reverse(ARTICLE, args=[article.pk]))
        if request.method == "POST":
            return _correct(self, request, article)
        return _show(self, request, article, CorrectionForm(instance=article))

    @admin.display(description=gettext_lazy("article"), ordering="article__headline")
    def title_line(self, notice: Correction) -> SafeString:
        """The headline, or how the text begins."""
        address = reverse(ARTICLE, args=[notice.article_id])
        return format_html('<a class="title" href="{}">{}</a>', address, notice.article)

    @admin.display(description=gettext_lazy("page"), ordering="article__page__issue__date")
    def page_line(self, notice: Correction) -> str:
        """Where it stands."""
        return str(notice.article.page)

    @admin.display(description=gettext_lazy("by"), ordering="made_by")
    def maker(self, notice: Correction) -> str:
        """Who signed it; nobody where it was the program."""
        return display_name(notice.made_by) or "—"


def _find(key: str) -> Article | None:
    return Article.objects.with_place().filter(pk=key).first() if is_number(key) else None


def _correct(page: CorrectionAdmin, request: HttpRequest, article: Article) -> HttpResponse:
    form = CorrectionForm(request.POST, instance=article)
    if not form.is_valid():
        return _show(page, request, article, form)
    try:
        corrected = corrections.correct(
            article,
            by=request.user,  # type: ignore[arg-type]  # as above
            version=form.cleaned_data["version"],
            note=form.cleaned_data["note"],
            fields=form.text(),
            bylines=form.cleaned_data["contributors"],
            pictures=form.cleaned_data.get("pictures"),
        )
    except Stale as stale:
        return _show_other(page, request, form, stale.current)
    except Refused as refused:
        messages.error(request, str(refused))
        return _show(page, request, article, form)
    messages.success(request, _("“%(article)s” is corrected; readers see the notice.") % {"article": corrected})
    return HttpResponseRedirect(reverse(ARTICLE, args=[article.pk]))


def _show_other(page: CorrectionAdmin, request: HttpRequest, form: CorrectionForm, current: Article) -> HttpResponse:
    """Both texts; the form keeps what was typed and now starts from the ``current`` version."""
    typed = request.POST.copy()
    typed["version"] = str(current.version)
    last = current.revisions.select_related("actor").order_by("-version").first()
    context = {"differences": differences(form, current), "is_conflict": True, "last": last}
    return _show(page, request, current, CorrectionForm(typed, instance=current), status=409, **context)


def _show(
    page: CorrectionAdmin,
    request: HttpRequest,
    article: Article,
    form: CorrectionForm,
    *,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    siblings = list(article.page.articles.order_by("position"))
    context |= {
        **page.admin_site.each_context(request),
        "title": _("Correct: %(article)s") % {"article": article},
        "opts": page.opts,
        "article": article,
        "siblings": siblings,
        "form": form,
        "notices": article.corrections.select_related("made_by"),
        "runs": source.runs(article, siblings),
    }
    return TemplateResponse(request, "admin/articles/correction/add.html", context, status=status)
