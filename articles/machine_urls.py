"""The addresses that are read by programs; like the reader's they never change."""

from typing import Any

from django.urls import URLPattern, path

from articles import sitemaps
from articles.feeds.articles import ArticlesFeed
from articles.feeds.formats import FORMATS, name_in
from articles.feeds.paper import CorrespondentFeed, PaperFeed, SectionFeed
from articles.feeds.search import SearchFeed
from articles.oai.view import oai
from articles.views.caching import reading
from articles.views.json import pages as json
from articles.views.json.lines import year_lines
from articles.views.json.openapi import openapi
from articles.views.share import share


def in_each_format(prefix: str, feed: type[ArticlesFeed[Any]], *queries: str) -> list[URLPattern]:
    """The addresses of a feed: ``feed/``, ``feed/rss/``, ``feed/json/`` after the ``prefix``; for ``queries`` see ``reading``."""
    routes = {word: f"{prefix}feed/{word}/".replace("//", "/") for word in FORMATS}
    return [path(route, reading(feed(word), *queries), name=name_in(feed.name, word)) for word, route in routes.items()]


urlpatterns = [
    *in_each_format("", PaperFeed, "publication"),
    *in_each_format("sections/<words:slug>/", SectionFeed),
    *in_each_format("correspondents/<int:pk>/", CorrespondentFeed),
    path("articles/<int:pk>/share.png", reading(share), name="share"),
    *in_each_format("search/", SearchFeed),
    path("index.json", reading(json.HomeJson.as_view(), "publication"), name="home_json"),
    path("issues.json", reading(json.IssuesJson.as_view(), "publication", "year"), name="issues_json"),
    path("issues/<date:date>.json", reading(json.IssueJson.as_view(), "publication"), name="issue_json"),
    path("issues/<date:date>/<int:number>.json", reading(json.PageJson.as_view(), "publication"), name="page_json"),
    path("issues/<year:year>.jsonl", reading(year_lines), name="year_lines"),
    path("articles/<int:pk>.json", reading(json.article), name="article_json"),
    path("sections/<words:slug>.json", reading(json.SectionJson.as_view(), "year", "page"), name="section_json"),
    path(
        "correspondents/<int:pk>.json",
        reading(json.CorrespondentJson.as_view(), "publication", "year", "page"),
        name="correspondent_json",
    ),
    path(
        "places/<place:place>.json", reading(json.PlaceJson.as_view(), "publication", "year", "page"), name="place_json"
    ),
    path("search.json", reading(json.SearchJson.as_view()), name="search_json"),
    path("corrections.json", reading(json.CorrectionsJson.as_view(), "publication", "page"), name="corrections_json"),
    path("openapi.json", reading(openapi), name="openapi"),
    path("oai/", oai, name="oai"),
    path("robots.txt", reading(sitemaps.robots), name="robots"),
    path("sitemap.xml", reading(sitemaps.index), name="sitemap"),
    path("sitemap/paper.xml", reading(sitemaps.paper), name="paper_sitemap"),
    path("sitemap/people-<int:number>.xml", reading(sitemaps.people), name="people_sitemap"),
    path("sitemap/places-<int:number>.xml", reading(sitemaps.places), name="places_sitemap"),
    path("sitemap/<year:year>/pages-<int:number>.xml", reading(sitemaps.pages), name="pages_sitemap"),
    path("sitemap/<year:year>/articles-<int:number>.xml", reading(sitemaps.articles), name="articles_sitemap"),
    path("sitemap/news.xml", reading(sitemaps.news), name="news_sitemap"),
]
