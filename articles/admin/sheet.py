"""Sign-off sheets (稿签) of an article and of an issue, to be printed and signed in ink."""

from collections.abc import Sequence

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.filters import is_number
from articles.admin.guard import GuardedAdmin
from articles.models import Article, Issue
from articles.sheets import Sheet, sheet_of, sheets_of


def of_article(request: HttpRequest, article: Article) -> HttpResponse:
    """One page A4."""
    context = {
        "title": _("Sign-off sheet"),
        "article": article,
        "sheet": sheet_of(article),
        "issue": article.page.issue,
        "now": timezone.now(),
    }
    return TemplateResponse(request, "admin/articles/article/sheet.html", context)


# Rows of articles and pages that fit on one A4 page, and how they are set then.
DENSITIES = ((14, ""), (46, "dense"), (10_000, "dense densest"))


def _density(sheets: Sequence[Sheet]) -> str:
    rows = len(sheets) + len({sheet.article.page_id for sheet in sheets})
    return next((density for most, density in DENSITIES if rows <= most), DENSITIES[-1][1])


class IssueSheets(GuardedAdmin[Issue]):
    """Gives the admin of issues the sheet of each."""

    def get_urls(self) -> list[URLPattern]:
        sheet = self.admin_site.admin_view(self.sheet_view)
        return [path("<path:object_id>/sheet/", sheet, name="articles_issue_sheet"), *super().get_urls()]

    def sheet_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """A row an article, on one page up to 64 articles on eight pages of the paper; then as many pages as it takes."""
        may_see = self.has_view_or_change_permission(request) and request.user.has_perm("articles.view_article")
        if request.method == "POST" or not may_see:
            raise PermissionDenied
        key = unquote(object_id)
        issues = Issue.objects.select_related("publication")
        issue = issues.filter(pk=key).first() if is_number(key) else None
        if issue is None:
            return HttpResponseRedirect(reverse("admin:articles_issue_changelist"))
        sheets = sheets_of(issue)
        context = {
            "title": _("Sign-off sheet"),
            "issue": issue,
            "sheets": sheets,
            "density": _density(sheets),
            "levels": [level.label for level in sheets[0].levels] if sheets else [],
            "now": timezone.now(),
        }
        return TemplateResponse(request, "admin/articles/issue/sheet.html", context)

    @admin.display(description=gettext_lazy("sign-off sheet"))
    def sheet_here(self, issue: Issue) -> SafeString:
        """The way to the sheet."""
        address = reverse("admin:articles_issue_sheet", args=[issue.pk])
        return format_html('<a href="{}">{}</a>', address, _("Show, to print"))
