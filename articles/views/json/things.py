"""The one way each thing is told as JSON; ``articles/openapi.json`` describes them.

``site`` is scheme and host: addresses are whole. What has no value is "" or null, never left out.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Case, F, Prefetch, When
from django.urls import reverse

from articles.models import (
    Article,
    ArticleQuerySet,
    Byline,
    Correction,
    Correspondent,
    Issue,
    Page,
    Publication,
    Section,
    Status,
)
from articles.models.picture import picture_rows
from articles.search import Hit
from articles.search.facets import Facet
from articles.templatetags.newspaper import excerpt, figures
from articles.views.json.answers import json_path

Thing = dict[str, Any]
EXCERPT = 120


def links(site: str, path: str) -> Thing:
    """Where a thing is read by people and by programs."""
    return {"url": site + path, "json": site + json_path(path)}


def publication(site: str, paper: Publication) -> Thing:
    """A newspaper."""
    return {"name": paper.name, "slug": paper.slug, **links(site, paper.get_absolute_url())}


def issue(site: str, one: Issue) -> Thing:
    """An issue without its pages; its publication must be at hand."""
    return {"date": one.date.isoformat(), **links(site, one.get_absolute_url())}


def page(site: str, one: Page, articles: Iterable[Article] | None = None) -> Thing:
    """A page, with its ``articles`` if they are given; its issue must be at hand."""
    told = {"number": one.number, "name": one.name, **links(site, one.get_absolute_url())}
    return told if articles is None else {**told, "articles": [headline(site, article) for article in articles]}


def section(site: str, one: Section) -> Thing:
    """A standing column."""
    return {"name": one.name, "slug": one.slug, **links(site, one.get_absolute_url())}


def correspondent(site: str, one: Correspondent) -> Thing:
    """A person; the unit must be at hand."""
    unit = one.unit.name if one.unit else ""
    return {"id": one.pk, "name": one.name, "unit": unit, **links(site, one.get_absolute_url())}


def place(site: str, name: str) -> Thing:
    """A place of a dateline."""
    return {"name": name, **links(site, reverse("place", args=[name]))}


def headline(site: str, one: Article) -> Thing:
    """An article as it stands in a list; its place must be at hand."""
    return {
        "id": one.pk,
        "title": str(one),
        "date": one.page.issue.date.isoformat(),
        "page": one.page.number,
        "excerpt": excerpt(one, EXCERPT),
        **links(site, one.get_absolute_url()),
    }


def hit(site: str, one: Hit) -> Thing:
    """An article that a search found; what was asked for stands in ``<mark>`` in the HTML."""
    return {**headline(site, one.article), "title_html": one.headline, "excerpt_html": one.excerpt}


def facet(one: Facet) -> Thing:
    """What a search can be narrowed to: ``value`` as the parameter ``name`` takes it."""
    choices = [{"value": f"{way.value}", "name": f"{way.name or way.value}", "count": way.count} for way in one.choices]
    return {"name": one.name, "choices": choices, "further": one.further}


def correction(one: Correction) -> Thing:
    """A public notice."""
    return {"kind": one.kind, "note": one.note, "made_at": one.made_at.isoformat()}


def whole(articles: ArticleQuerySet) -> ArticleQuerySet:
    """Published ``articles`` as ``article`` needs them: four queries, however many."""
    begins = Case(When(continued_from__status=Status.PUBLISHED, then=F("continued_from")))
    pieces = Prefetch(
        "continuations", Article.objects.published().only("continued_from").order_by("pk"), to_attr="pieces"
    )
    notices = Prefetch("corrections", Correction.objects.for_readers().order_by("made_at", "pk"), to_attr="notices")
    people = Prefetch("bylines", Byline.objects.select_related("correspondent__unit"))
    return (
        articles.for_readers()
        .annotate(begins=begins, picture_rows=picture_rows())
        .prefetch_related(people, notices, pieces)
    )


def article(site: str, one: Any) -> Thing:
    """An article with its text; one of ``whole``."""
    issue_ = one.page.issue
    return {
        "id": one.pk,
        **links(site, one.get_absolute_url()),
        "title": str(one),
        **{name: getattr(one, name) for name in ("kicker", "headline", "subtitle", "place", "dateline")},
        "publication": publication(site, issue_.publication),
        "issue": issue(site, issue_),
        "page": page(site, one.page),
        "position": one.position,
        "section": section(site, one.section) if one.section else None,
        "bylines": [byline(site, row) for row in one.bylines.all()],
        "body": [{"kind": block.kind.value, "text": block.text} for block in one.blocks()],
        "pictures": pictures(site, one),
        "corrections": [correction(notice) for notice in one.notices],
        "continued_from": one.begins,
        "continuations": [piece.pk for piece in one.pieces],
        "published_at": one.published_at.isoformat(),
        "changed_at": one.changed_at.isoformat(),
    }


def byline(site: str, one: Byline) -> Thing:
    """A name as it is printed, and whose it is."""
    return {"name": one.printed_name, "role": one.role, "correspondent": correspondent(site, one.correspondent)}


def pictures(site: str, one: Article) -> list[Thing]:
    """The pictures with the words that may stand under them."""
    return [
        {
            "url": site + reverse("picture", args=[figure.picture.digest]),
            "width": figure.picture.width,
            "height": figure.picture.height,
            "caption": figure.caption,
            "credit": figure.credit,
        }
        for figure in figures(one)
    ]
