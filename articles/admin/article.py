"""Articles in the admin site: the queue, and the way to the page of each."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from articles.admin import claim, draft, queue
from articles.admin.history import HistoryPages
from articles.models import Article


@admin.register(Article)
class ArticleAdmin(HistoryPages):
    """Its addresses and permissions are Django's; list and page are our own."""

    def get_urls(self) -> list[URLPattern]:
        claiming = self.admin_site.admin_view(claim.respond)
        return [path("<int:pk>/claim/", claiming, name="articles_article_claim"), *super().get_urls()]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return queue.respond(self, request)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        return draft.respond(self, request, object_id)
