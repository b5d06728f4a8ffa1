"""The queue of articles, and the way to the page of each."""

import datetime as dt
from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin import bulk, claim, draft
from articles.admin.filters import IssueFilter, NotesFilter, PageFilter, SectionFilter, StatusFilter, is_number
from articles.admin.history import HistoryPages
from articles.models import Article, Publication, Status
from articles.models.article import DESK_PAGE_FIELDS
from articles.review import TRANSITIONS
from articles.templatetags.office import display_name


@admin.register(Article)
class ArticleAdmin(HistoryPages):
    """The queue (待办): which drafts, of which page, with how many notes, at which step."""

    list_display = ("title_line", "page_line", "note_line", "status_line", "changer", "age")
    list_display_links = None
    list_filter = (StatusFilter, IssueFilter, PageFilter, SectionFilter, NotesFilter)
    list_per_page = 50
    list_max_show_all = 50  # a signature is for what was on the screen
    search_fields = ("headline", "kicker", "subtitle", "bylines__printed_name")
    search_help_text = gettext_lazy("Headline, kicker, subtitle or a name in the byline")
    ordering = ("-page__issue__date", "page__issue", "page__number", "position")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        """Without what only the page of one article shows."""
        heavy = ("source_lines", "confidence", "alternatives", *(f"page__{name}" for name in DESK_PAGE_FIELDS))
        other_papers = Publication.objects.exclude(pk=OuterRef("page__issue__publication"))
        articles = Article.objects.with_place().annotate(is_one_paper_of_several=Exists(other_papers))
        return articles.select_related("changed_by").defer(*heavy)

    def get_urls(self) -> list[URLPattern]:
        claiming = self.admin_site.admin_view(claim.respond)
        return [path("<int:pk>/claim/", claiming, name="articles_article_claim"), *super().get_urls()]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """The steps that the person may take from where the list stands; each article has its own say."""
        shown = request.GET.get("status", "")
        statuses = {shown} if shown in Status.values else set(Status.values)
        near = [name for name in bulk.QUEUE_ACTIONS if statuses & set(TRANSITIONS[name].sources)]
        may = [name for name in near if request.user.has_perm(f"articles.{name}_article")]
        return {name: (None, name, bulk.LABELS[name]) for name in may}

    def response_action(self, request: HttpRequest, queryset: QuerySet[Article]) -> HttpResponse | None:
        names, index = request.POST.getlist("action"), request.POST.get("index", "0")
        name = names[int(index)] if is_number(index) and int(index) < len(names) else ""
        if name not in self.get_actions(request):
            messages.error(request, _("Nothing was done: choose one of the steps offered."))
            return None
        context = {**self.admin_site.each_context(request), "opts": self.opts}
        return bulk.run(request, name, queryset, context)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        counts = dict(Article.objects.values_list("status").annotate(Count("pk")).order_by())
        tabs = [(status, status.label, counts.get(status, 0)) for status in Status]
        closed = (Status.PUBLISHED, Status.WITHDRAWN)
        extra = {
            "title": _("Queue"),
            "tabs": tabs,
            "open_total": sum(number for status, number in counts.items() if status not in closed),
            "current_status": request.GET.get("status", ""),
            "is_narrowed": any(request.GET.get(name) for name in ("q", "issue", "page", "section", "notes")),
        }
        return super().changelist_view(request, {**extra, **(extra_context or {})})

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        return draft.respond(self, request, object_id)

    @admin.display(description=gettext_lazy("article"), ordering="headline")
    def title_line(self, article: Article) -> SafeString:
        """Kicker and headline, or how the text begins; and the version that the eye is on, for the steps below."""
        return format_html(
            '{}<a class="title{}" href="{}/change/">{}</a><input type="hidden" name="version-{}" value="{}">',
            format_html('<span class="kicker">{}</span>', article.kicker) if article.kicker else "",
            "" if article.headline else " untitled",
            article.pk,
            article,
            article.pk,
            article.version,
        )

    @admin.display(description=gettext_lazy("page"), ordering="page__issue__date")
    def page_line(self, article: Any) -> SafeString:
        """Date and page; the paper too where the site has several, annotated in ``get_queryset``."""
        issue = article.page.issue
        paper = f"{issue.publication} " if article.is_one_paper_of_several else ""
        return format_html('{}<span class="date">{}</span> {}', paper, f"{issue.date:%Y-%m-%d}", article.page.label)

    @admin.display(description=gettext_lazy("notes"), ordering="note_count")
    def note_line(self, article: Article) -> SafeString | str:
        """How much there is to look at."""
        if not article.note_count:
            return "—"
        return format_html('<span class="notes">{}</span>', article.note_count)

    @admin.display(description=gettext_lazy("status"), ordering="status")
    def status_line(self, article: Article) -> SafeString:
        """The step that it is at."""
        return format_html('<span class="status {}">{}</span>', article.status, article.get_status_display())

    @admin.display(description=gettext_lazy("last changed by"), ordering="changed_by")
    def changer(self, article: Article) -> str:
        """Who last changed the text, or that it is the parser's."""
        return display_name(article.changed_by) if article.changed_by else _("the program")

    @admin.display(description=gettext_lazy("last step"), ordering="changed_at")
    def age(self, article: Article) -> SafeString:
        """How long ago something was done to it."""
        is_fresh = timezone.now() - article.changed_at < dt.timedelta(minutes=1)
        said = _("just now") if is_fresh else _("%(time)s ago") % {"time": timesince(article.changed_at, depth=1)}
        return format_html('<time datetime="{}">{}</time>', article.changed_at.isoformat(), said)
