"""Articles as a feed, whichever they are: what an entry says."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypeVar

from django.contrib.syndication.views import Feed
from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from articles.feeds.formats import FORMATS, name_in
from articles.models import Article, ArticleQuerySet, Correction
from articles.templatetags.newspaper import excerpt
from articles.xml import in_xml

ITEMS, EXCERPT = 50, 200
Of = TypeVar("Of")


class ArticlesFeed(Feed[Article, Of]):
    """A feed of something that has articles, in the format that ``word`` stands for in its address (see FORMATS).

    A subclass gives ``get_object``, ``title``, ``subtitle``, ``link``, ``address`` and either ``articles`` or ``items``.
    """

    name = "feed"
    language = "zh-Hans"

    def __init__(self, word: str = "") -> None:
        self.feed_type = FORMATS[word]
        self.address_name = name_in(self.name, word)

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The feed, without a date: a withdrawal makes it other and no newer, so that only its ETag can be asked."""
        response = super().__call__(request, *args, **kwargs)
        del response["Last-Modified"]
        return response

    def address(self, obj: Of) -> str:
        """Where this feed is, by ``address_name``."""
        raise NotImplementedError

    def articles(self, obj: Of) -> ArticleQuerySet:
        """Those to choose the newest from."""
        raise NotImplementedError

    def feed_url(self, obj: Of) -> str:
        return self.address(obj)

    def items(self, obj: Of) -> Iterable[Article]:
        return told(self.articles(obj)).in_print_order()[:ITEMS]

    def item_title(self, item: Article) -> str:
        return in_xml(str(item))

    def item_description(self, item: Any) -> str:
        """How it begins, after its last correction; annotated by ``told``."""
        note = _("Correction: %(note)s") % {"note": item.correction} + "\n" if item.correction else ""
        return in_xml(note + excerpt(item, EXCERPT))

    def item_author_name(self, item: Article) -> str | None:
        return "、".join(_names(item)) or None

    def item_categories(self, item: Article) -> list[str]:
        return [in_xml(item.section.name)] if item.section else []

    def item_pubdate(self, item: Article) -> datetime | None:
        return item.published_at

    def item_updateddate(self, item: Any) -> datetime | None:
        """A correction makes it new; annotated by ``told``."""
        corrected_at: datetime | None = item.corrected_at
        return corrected_at or item.published_at

    def item_extra_kwargs(self, item: Article) -> dict[str, Any]:
        """What JSON Feed has beside the others: the whole text, and each name by itself."""
        return {"text": in_xml("\n\n".join(block.text for block in item.blocks())), "names": _names(item)}


def told(articles: ArticleQuerySet) -> ArticleQuerySet:
    """The published ones of the ``articles`` as entries need them: two queries, however many."""
    return with_notices(articles.for_readers())


def with_notices(articles: ArticleQuerySet) -> ArticleQuerySet:
    """The ``articles`` with what an entry tells, without the pieces that are read elsewhere."""
    corrected = Correction.objects.for_readers().filter(article=OuterRef("pk")).order_by("-made_at", "-pk")[:1]
    notice = {"corrected_at": Subquery(corrected.values("made_at")), "correction": Subquery(corrected.values("note"))}
    return articles.read_alone().prefetch_related("bylines").annotate(**notice)


def _names(article: Article) -> list[str]:
    return [in_xml(byline.printed_name) for byline in article.bylines.all()]
