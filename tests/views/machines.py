"""The addresses that programs read, for the tests that go over all of them."""

from django.urls import reverse
from django.utils.http import urlencode

from articles.models import Article
from articles.views.json.answers import json_path

FORMATS = ("", "rss/", "json/")


def machine_addresses(article: Article) -> list[str]:
    """Each address for programs that tells of ``article``, which has a section and a byline."""
    person = article.bylines.all()[0].correspondent
    year = article.page.issue.date.year
    feeds = ["/feed/", f"{article.section.get_absolute_url()}feed/", f"{person.get_absolute_url()}feed/"]
    sitemaps = [
        "/sitemap.xml",
        "/sitemap/paper.xml",
        "/sitemap/people-1.xml",
        "/sitemap/places-1.xml",
        "/sitemap/news.xml",
    ]
    years = [f"/sitemap/{year}/{kind}-1.xml" for kind in ("pages", "articles")]
    rows = [article, article.page, article.page.issue, article.section, person]
    pages = [
        json_path(reverse("place", args=[article.place])),
        "/index.json",
        f"/search.json?{urlencode({'place': article.place})}",
        "/issues.json",
        "/corrections.json",
        f"/issues/{year}.jsonl",
        *(json_path(row.get_absolute_url()) for row in rows),
    ]
    return [*pages, *(feed + word for feed in feeds for word in FORMATS), "/robots.txt", *sitemaps, *years]


def kept_addresses(article: Article) -> list[str]:
    """Those whose answer has an ETag: what is streamed has none."""
    return [address for address in machine_addresses(article) if not address.endswith(".jsonl")]
