"""Articles as records: which ones, and how each is told in Dublin Core."""

import datetime as dt
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils.translation import gettext, override

from articles.models import Article, ArticleQuerySet, Correction, CorrectionKind, Publication, Section, Status
from articles.models.article import DESK_FIELDS, DESK_PAGE_FIELDS
from articles.models.status import PUBLIC
from articles.oai.tokens import Place
from articles.templatetags.newspaper import excerpt
from articles.xml import in_xml

OAI = "http://www.openarchives.org/OAI/2.0/"
OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
DC = "http://purl.org/dc/elements/1.1/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
EXCERPT = 200
_UNSEEN = [status for status in Status if status not in PUBLIC]


def records() -> ArticleQuerySet:
    """All that is or was published, as headers need it."""
    # Told by what it is not: asked for two statuses, SQLite would gather all of them before it sorts by change.
    shown = Article.objects.exclude(status__in=_UNSEEN).select_related("page__issue")
    return shown.only("status", "changed_at", "section", "page__issue__publication")


def after(place: Place) -> ArticleQuerySet:
    """The records of the list that come after the place, in the order of changes."""
    asked = place.selection
    found = records().filter(changed_at__gte=asked.since, changed_at__lt=asked.before)
    if asked.paper is not None:
        found = found.filter(page__issue__publication=asked.paper)
    if asked.section is not None:
        found = found.filter(section=asked.section)
    if place.changed_at:
        later = Q(changed_at__gt=place.changed_at) | Q(changed_at=place.changed_at, pk__gt=place.key)
        found = found.filter(later, changed_at__gte=place.changed_at)
    return found.order_by("changed_at", "pk")


def with_text(rows: ArticleQuerySet) -> ArticleQuerySet:
    """The same as whole records need it: three queries, however many."""
    notices = Correction.objects.for_readers().filter(kind=CorrectionKind.CORRECTION).order_by("made_at", "pk")
    texts = rows.defer(None).with_place().select_related("page__issue__publication", "section", "continued_from")
    texts = texts.defer(*DESK_FIELDS, *(f"page__{name}" for name in DESK_PAGE_FIELDS), "continued_from__body")
    return texts.prefetch_related("bylines", Prefetch("corrections", notices, to_attr="told"))


def sets() -> Iterator[tuple[str, str]]:
    """(setSpec, name) of each newspaper and section that has a record."""
    shown = Article.objects.filter(status__in=PUBLIC)
    for paper in Publication.objects.filter(Exists(shown.filter(page__issue__publication=OuterRef("pk")))).order_by(
        "pk"
    ):
        yield f"paper-{paper.pk}", paper.name
    sections = Section.objects.filter(Exists(shown.filter(section=OuterRef("pk")))).select_related("publication")
    for section in sections.order_by("publication", "pk"):
        yield f"paper-{section.publication_id}:section-{section.pk}", f"{section.publication.name}：{section.name}"


def add(parent: Element, name: str, text: str = "", namespace: str = OAI, **attributes: str) -> Element:
    """A new element in ``parent``; what XML cannot hold is left out of its text."""
    element = SubElement(parent, f"{{{namespace}}}{name}", attributes)
    element.text = in_xml(text) or None
    return element


def stamp(time: dt.datetime) -> str:
    """A time in the granularity of the protocol."""
    return time.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def add_header(parent: Element, article: Article, namespace: str) -> None:
    """What the record is known by, when it changed, and the sets it is in."""
    deleted = {"status": "deleted"} if article.status == Status.WITHDRAWN else {}
    header = add(parent, "header", **deleted)
    add(header, "identifier", identifier(article.pk, namespace))
    add(header, "datestamp", stamp(article.changed_at))
    paper = f"paper-{article.page.issue.publication_id}"
    add(header, "setSpec", f"{paper}:section-{article.section_id}" if article.section_id else paper)


def identifier(key: int, namespace: str) -> str:
    """http://www.openarchives.org/OAI/2.0/guidelines-oai-identifier.htm"""
    return f"oai:{namespace}:articles/{key}"


def add_record(parent: Element, article: Article, namespace: str, site: str) -> None:
    """The header, and the metadata unless it was withdrawn."""
    record = add(parent, "record")
    add_header(record, article, namespace)
    if article.status == Status.WITHDRAWN:
        return
    dublin_core = add(add(record, "metadata"), "dc", namespace=OAI_DC)
    dublin_core.set(f"{{{XSI}}}schemaLocation", f"{OAI_DC} http://www.openarchives.org/OAI/2.0/oai_dc.xsd")
    with override("zh-hans"):  # a record has one language, whoever asks
        for name, text in _elements(article, site):
            if in_xml(text).strip():
                add(dublin_core, name, text, namespace=DC)


def _elements(article: Article, site: str) -> Iterator[tuple[str, str]]:
    """https://www.dublincore.org/specifications/dublin-core/dces/; what is empty is left out."""
    issue = article.page.issue
    yield "title", str(article)
    yield "title", article.subtitle
    for name in dict.fromkeys(byline.printed_name for byline in article.bylines.all()):
        yield "creator", name
    yield "subject", article.section.name if article.section else ""
    yield "description", excerpt(article, EXCERPT)
    for notice in article.told:  # type: ignore[attr-defined]  # prefetched by with_text
        yield "description", gettext("Correction: %(note)s") % {"note": notice.note}
    yield "publisher", issue.publication.name
    yield "date", issue.date.isoformat()
    yield "type", "Text"
    yield "format", "text/html"
    yield "identifier", site + article.get_absolute_url()
    yield "source", f"{issue.publication.name}, {issue.date.isoformat()}, {article.page.label}"
    yield "language", "zh"
    if article.continued_from and article.continued_from.status == Status.PUBLISHED:
        yield "relation", site + article.continued_from.get_absolute_url()
    yield "coverage", article.place
