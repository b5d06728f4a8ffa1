"""The addresses that programs read, for the tests that go over all of them."""

from articles.models import Article

FORMATS = ("", "rss/", "json/")


def machine_addresses(article: Article) -> list[str]:
    """Each address for programs that tells of ``article``, which has a section and a byline."""
    person = article.bylines.all()[0].correspondent
    year = article.page.issue.date.year
    feeds = ["/feed/", f"{article.section.get_absolute_url()}feed/", f"{person.get_absolute_url()}feed/"]
    sitemaps = ["/sitemap.xml", "/sitemap/paper.xml", "/sitemap/people-1.xml", "/sitemap/news.xml"]
    years = [f"/sitemap/{year}/{kind}-1.xml" for kind in ("pages", "articles")]
    return [*(feed + word for feed in feeds for word in FORMATS), "/robots.txt", *sitemaps, *years]
