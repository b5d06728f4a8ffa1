"""The paper: publications, issues, pages with their raw text, sections."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.admin import board, page_desk
from articles.admin.export import ExportAdmin
from articles.admin.guard import GuardedAdmin
from articles.admin.sheet import IssueSheets
from articles.models import Article, Issue, Page, Publication, Section
from articles.notes import describe
from articles.resources import SectionResource


@admin.register(Publication)
class PublicationAdmin(GuardedAdmin[Publication]):
    """Titles, and how many must sign."""

    list_display = ("name", "review_levels")
    named_in_records = "page__issue__publication"
    prepopulated_fields = {"slug": ("name",)}

    def get_prepopulated_fields(self, request: HttpRequest, obj: Publication | None = None) -> dict[str, Any]:
        """Addresses never change: the slug follows the name only while it is new."""
        return {} if obj else super().get_prepopulated_fields(request, obj)

    def get_readonly_fields(self, request: HttpRequest, obj: Publication | None = None) -> tuple[str, ...]:
        return ("slug",) if obj else ()


@admin.register(Issue)
class IssueAdmin(IssueSheets):
    """Issues come by import; here one finds their pages."""

    list_display = ("date", "publication", "page_count", "board_link")
    list_filter = ("publication",)
    list_select_related = ("publication",)
    date_hierarchy = "date"
    fields = ("publication", "date", "sheet_here", "board_link", "pages_here")
    readonly_fields = fields

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.board_view)
        return [path("<int:pk>/board/", view, name="articles_issue_board"), *super().get_urls()]

    def board_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What still hinders the issue, and publishing it whole."""
        return board.respond(self, request, pk)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Issue]:
        return super().get_queryset(request).annotate(number_of_pages=_number_of(Page, "issue"))

    @admin.display(description=_("issue board"))
    def board_link(self, issue: Issue) -> SafeString:
        """The way to its board."""
        address = reverse("admin:articles_issue_board", args=[issue.pk])
        return format_html('<a href="{}">{}</a>', address, _("issue board"))

    @admin.display(description=_("pages"), ordering="number_of_pages")
    def page_count(self, issue: Any) -> int:
        """Annotated in ``get_queryset``."""
        return int(issue.number_of_pages)

    @admin.display(description=_("pages"))
    def pages_here(self, issue: Issue) -> SafeString:
        """Links to the pages of the issue."""
        rows = [(reverse("admin:articles_page_change", args=[page.pk]), page.label) for page in issue.pages.all()]
        return format_html('<ul class="plain">{}</ul>', format_html_join("", '<li><a href="{}">{}</a></li>', rows))


@admin.register(Page)
class PageAdmin(GuardedAdmin[Page]):
    """A page: its name can be mended; the raw text is kept as it came."""

    list_display = ("page_line", "issue", "article_count", "source")
    list_filter = ("issue__publication",)
    list_select_related = ("issue__publication",)
    ordering = ("-issue__date", "number")
    search_fields = ("name", "issue__date")
    named_in_records = "page"
    change_form_template = "admin/articles/page/change_form.html"
    fields = ("issue", "number", "name", "source", "notes_in_words", "articles_here", "raw_lines")
    readonly_fields = ("issue", "number", "source", "notes_in_words", "articles_here", "raw_lines")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Page]:
        pages = super().get_queryset(request).annotate(number_of_articles=_number_of(Article, "page"))
        is_list = request.resolver_match is not None and request.resolver_match.url_name == "articles_page_changelist"
        return pages.defer("raw") if is_list else pages

    def get_urls(self) -> list[URLPattern]:
        at_the_desk = self.admin_site.admin_view(self.desk_view)
        return [path("<path:object_id>/desk/", at_the_desk, name="articles_page_desk"), *super().get_urls()]

    def desk_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The page desk."""
        return page_desk.respond(self, request, object_id)

    @admin.display(description=_("page"), ordering="number")
    def page_line(self, page: Page) -> str:
        """As it is printed."""
        return page.label

    @admin.display(description=_("articles"), ordering="number_of_articles")
    def article_count(self, page: Any) -> int:
        """Annotated in ``get_queryset``."""
        return int(page.number_of_articles)

    @admin.display(description=_("articles"))
    def articles_here(self, page: Page) -> SafeString:
        """Links to the articles of the page, each with its status."""
        rows = [_article_row(article) for article in page.articles.on_page()]
        if not rows:
            words = _("None. Have the page exported again, column by column, as plain text; then import it again.")
            return format_html('<strong class="bare">{}</strong>', words)
        items = format_html_join("", '<li><a href="{}">{}</a> <span class="status {}">{}</span></li>', rows)
        return format_html('<ol class="plain">{}</ol>', items)

    @admin.display(description=_("notes"))
    def notes_in_words(self, page: Page) -> SafeString | str:
        """What the parser and the import noted of the whole page."""
        rows = [(describe(note),) for note in page.notes]
        return format_html('<ul class="plain">{}</ul>', format_html_join("", "<li>{}</li>", rows)) if rows else "—"

    @admin.display(description=_("raw text"))
    def raw_lines(self, page: Page) -> SafeString:
        """The raw text as it came."""
        return format_html('<pre class="raw" tabindex="0">{}</pre>', page.raw)


def _number_of(model: type[Page] | type[Article], field: str) -> Coalesce:
    """How many of them a row has, counted for the rows that are shown alone: joined, all are before the first is."""
    counted = model._default_manager.filter(**{field: OuterRef("pk")}).order_by().values(field)
    return Coalesce(Subquery(counted.annotate(number=Count("pk")).values("number")), 0)


def _article_row(article: Article) -> tuple[str, str, str, str]:
    address = reverse("admin:articles_article_change", args=[article.pk])
    return address, str(article), article.status, article.get_status_display()


@admin.register(Section)
class SectionAdmin(ExportAdmin[Section]):
    """Standing columns."""

    resource = SectionResource
    list_display = ("name", "publication")
    list_filter = ("publication",)
    list_select_related = ("publication",)
    search_fields = ("name",)
    named_in_records = "section"
    prepopulated_fields = {"slug": ("name",)}

    def get_prepopulated_fields(self, request: HttpRequest, obj: Section | None = None) -> dict[str, Any]:
        """Addresses never change: the slug follows the name only while it is new."""
        return {} if obj else super().get_prepopulated_fields(request, obj)

    def get_readonly_fields(self, request: HttpRequest, obj: Section | None = None) -> tuple[str, ...]:
        """Its articles are of one newspaper."""
        return ("slug", "publication") if obj else ()
