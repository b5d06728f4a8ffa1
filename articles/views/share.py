"""What other sites and search engines are told of an article: the picture beside a link, and its data."""

import datetime as dt
import json
from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from articles import share_picture
from articles.models import Article, Status

Data = dict[str, Any]
# So that no text ends the element that holds it; JSON means the same by these.
_ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def share(request: HttpRequest, pk: int) -> HttpResponse:
    """The picture; 410 for a withdrawn article, 404 for any other that readers may not see, or without a typeface."""
    article = Article.objects.for_readers().filter(pk=pk).first()
    if article is None and Article.objects.filter(pk=pk, status=Status.WITHDRAWN).exists():
        return HttpResponse(status=410)
    drawn = share_picture.draw(share_picture.told_of(article)) if article else None
    if drawn is None:
        raise Http404("no such picture")
    return HttpResponse(drawn, content_type="image/png")


def share_address(article: Article) -> str:
    """Where its picture is; empty where this machine draws none."""
    return reverse("share", args=[article.pk]) if share_picture.has_font() else ""


def news_article(site: str, article: Article, notices: Iterable[Any]) -> Data:
    """The article by https://schema.org/NewsArticle; ``notices`` are its corrections, the newest first.

    Place, bylines and pictures must be at hand. What it does not have is left out.
    """
    page, told = article.page, list(notices)
    paper = page.issue.publication
    pictures = [reverse("picture", args=[picture.digest]) for picture in article.shown_pictures()]
    said = {
        "headline": str(article),
        "alternativeHeadline": [line for line in (article.kicker, article.subtitle) if line],
        "url": site + article.get_absolute_url(),
        "mainEntityOfPage": site + article.get_absolute_url(),
        "datePublished": page.issue.date.isoformat(),
        "dateModified": _iso(told[0].made_at if told else article.published_at),
        "dateline": article.dateline,
        "contentLocation": _named("Place", article.place),
        "printPage": str(page.number),
        "isPartOf": _issue(site, article),
        "author": [_author(site, byline) for byline in article.bylines.all()],
        "publisher": {**_named("NewsMediaOrganization", paper.name), "url": site + paper.get_absolute_url()},
        "articleSection": article.section.name if article.section else "",
        "correction": [_correction(notice) for notice in told],
        "image": [site + path for path in [share_address(article), *pictures] if path],
        "inLanguage": "zh-Hans",
        "isAccessibleForFree": True,
    }
    kept = {name: value for name, value in said.items() if value}
    return {"@context": "https://schema.org", "@type": "NewsArticle", **kept}


def as_script(data: Data) -> SafeString:
    """The data as the text of a script element, in which no text of it can be markup."""
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(_ESCAPES))  # noqa: S308  # escaped right here


def _iso(at: dt.datetime | None) -> str:
    return at.isoformat() if at else ""


def _issue(site: str, article: Article) -> Data:
    issue = article.page.issue
    paper = _named("Newspaper", issue.publication.name)
    address = site + issue.get_absolute_url()
    return {"@type": "PublicationIssue", "datePublished": issue.date.isoformat(), "url": address, "isPartOf": paper}


def _author(site: str, byline: Any) -> Data:
    address = site + reverse("correspondent", args=[byline.correspondent_id])
    return {**_named("Person", byline.printed_name), "url": address}


def _correction(notice: Any) -> Data:
    return {"@type": "CorrectionComment", "text": notice.note, "datePublished": notice.made_at.isoformat()}


def _named(kind: str, name: str) -> Data:
    return {"@type": kind, "name": name} if name else {}
