"""The newspaper as an Atom feed."""

import re
from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from articles.models import Article, Correction, Publication
from articles.templatetags.newspaper import excerpt
from articles.views.paper import all_publications, asked_publication

ISSUES, ITEMS, EXCERPT = 5, 50, 200
# What XML 1.0 cannot hold: https://www.w3.org/TR/xml/#charsets
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class PaperFeed(Feed[Article, Publication]):
    """The published articles of the newest issues; old years that are loaded later do not flood it."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Publication:
        """The newspaper of ``?publication=``, else the first."""
        return asked_publication(request, all_publications())

    def title(self, obj: Publication) -> str:
        return in_xml(obj.name)

    def subtitle(self, obj: Publication) -> str:
        return in_xml(_("The latest articles of %(publication)s") % {"publication": obj.name})

    def link(self, obj: Publication) -> str:
        return obj.get_absolute_url()

    def feed_url(self, obj: Publication) -> str:
        return obj.address("feed")

    def items(self, obj: Publication) -> QuerySet[Article]:
        issues = list(obj.issues.published().order_by("-date").values_list("pk", flat=True)[:ISSUES])
        articles = Article.objects.for_readers().filter(page__issue__in=issues).prefetch_related("bylines")
        corrected = Correction.objects.for_readers().filter(article=OuterRef("pk")).order_by("-made_at", "-pk")[:1]
        told = {"corrected_at": Subquery(corrected.values("made_at")), "correction": Subquery(corrected.values("note"))}
        return articles.annotate(**told).in_print_order()[:ITEMS]

    def item_title(self, item: Article) -> str:
        return in_xml(str(item))

    def item_description(self, item: Any) -> str:
        """How it begins, after its last correction; annotated in ``items``."""
        told = _("Correction: %(note)s") % {"note": item.correction} + "\n" if item.correction else ""
        return in_xml(told + excerpt(item, EXCERPT))

    def item_author_name(self, item: Article) -> str | None:
        return in_xml("、".join(byline.printed_name for byline in item.bylines.all())) or None

    def item_categories(self, item: Article) -> list[str]:
        return [in_xml(item.section.name)] if item.section else []

    def item_pubdate(self, item: Article) -> datetime | None:
        return item.published_at

    def item_updateddate(self, item: Any) -> datetime | None:
        """A correction makes it new; annotated in ``items``."""
        corrected_at: datetime | None = item.corrected_at
        return corrected_at or item.published_at


def in_xml(text: str) -> str:
    """``text`` without the characters that XML has no way to write."""
    return _NOT_IN_XML.sub("", text)
