"""The addresses that are read by programs; like the reader's they never change."""

from typing import Any

from django.urls import URLPattern, path

from articles.feeds.articles import ArticlesFeed
from articles.feeds.formats import FORMATS, name_in
from articles.feeds.paper import CorrespondentFeed, PaperFeed, SectionFeed
from articles.views.caching import reading


def in_each_format(prefix: str, feed: type[ArticlesFeed[Any]]) -> list[URLPattern]:
    """The addresses of a feed: ``feed/``, ``feed/rss/``, ``feed/json/`` after the ``prefix``."""
    routes = {word: f"{prefix}feed/{word}/".replace("//", "/") for word in FORMATS}
    return [path(route, reading(feed(word)), name=name_in(feed.name, word)) for word, route in routes.items()]


urlpatterns = [
    *in_each_format("", PaperFeed),
    *in_each_format("sections/<words:slug>/", SectionFeed),
    *in_each_format("correspondents/<int:pk>/", CorrespondentFeed),
]
