"""The addresses that are read by programs; like the reader's they never change."""

from typing import Any

from django.urls import URLPattern, path

from articles import sitemaps
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
    path("robots.txt", reading(sitemaps.robots), name="robots"),
    path("sitemap.xml", reading(sitemaps.index), name="sitemap"),
    path("sitemap/paper.xml", reading(sitemaps.paper), name="paper_sitemap"),
    path("sitemap/people-<int:number>.xml", reading(sitemaps.people), name="people_sitemap"),
    path("sitemap/<year:year>/pages-<int:number>.xml", reading(sitemaps.pages), name="pages_sitemap"),
    path("sitemap/<year:year>/articles-<int:number>.xml", reading(sitemaps.articles), name="articles_sitemap"),
    path("sitemap/news.xml", reading(sitemaps.news), name="news_sitemap"),
]
