"""Sign-off sheets (稿签) of an article and of an issue, to be printed and signed in ink."""

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
from articles.sheets import sheet_of, sheets_of


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


class IssueSheets(GuardedAdmin[Issue]):
    """Gives the admin of issues the sheet of each."""

    def get_urls(self) -> list[URLPattern]:
        sheet = self.admin_site.admin_view(self.sheet_view)
        return [path("<path:object_id>/sheet/", sheet, name="articles_issue_sheet"), *super().get_urls()]

    def sheet_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """A row an article: as many pages as it takes."""
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
            "levels": [level.label for level in sheets[0].levels] if sheets else [],
            "now": timezone.now(),
        }
        return TemplateResponse(request, "admin/articles/issue/sheet.html", context)

    @admin.display(description=gettext_lazy("sign-off sheet"))
    def sheet_here(self, issue: Issue) -> SafeString:
        """The way to the sheet."""
        address = reverse("admin:articles_issue_sheet", args=[issue.pk])
        return format_html('<a href="{}">{}</a>', address, _("Show, to print"))
