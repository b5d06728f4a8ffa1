"""What the reading pages need beside Django's own tags."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django import template
from django.template import Context
from django.urls import get_resolver, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.feeds.formats import FORMATS, name_in
from articles.models import Article, Byline, Page, Picture, Publication
from articles.parser.types import Block, BlockKind
from articles.views.json.answers import json_path, site_of
from articles.views.reading_settings import ReadingSettings
from articles.views.reading_settings import reading_settings as settings_of
from articles.views.share import as_script, news_article, share_address
from articles.views.traditional import addresses_by_script
from articles.xml import in_xml

register = template.Library()


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture of an article as it is shown, with the words that may stand under it."""

    picture: Picture
    caption: str
    credit: str


_SENTENCE_END = re.compile("[。！？][”’）》]*")
_NOT_AT_THE_END = "，、；：“‘（《 "


@register.filter
def excerpt(article: Article, length: int) -> str:
    """How the text begins, or else the caption: to the last sentence within ``length`` characters, or cut there."""
    text = _running_text(article.blocks())
    if len(text) <= length:
        return text
    ends = [sentence.end() for sentence in _SENTENCE_END.finditer(text, length // 2, length)]
    return text[: ends[-1]] if ends else text[:length].rstrip(_NOT_AT_THE_END) + "……"


def _running_text(blocks: list[Block]) -> str:
    """Paragraphs in one line; a space stands for the break after one without a full stop, as in a poem."""
    texts = [block.text for block in blocks if block.kind == BlockKind.PARAGRAPH] or [block.text for block in blocks]
    return "".join(text if _SENTENCE_END.search(text[-2:]) else f"{text} " for text in texts).strip()


@register.filter(name="in_xml")
def in_xml_filter(text: object) -> str:
    """Its text without what no XML can hold; escaping is the template's part."""
    return in_xml(str(text))


@register.filter
def label(page: Page) -> SafeString | str:
    """As it is printed, and its name in the language that it is in: an English page says Page 03: 要闻."""
    if not page.name:
        return page.number_label
    told = _("%(page)s: %(name)s") % {"page": "{}", "name": "{}"}
    return format_html(told, page.number_label, format_html('<span lang="zh-Hans">{}</span>', page.name))


@register.filter
def names(bylines: Iterable[Byline]) -> SafeString:
    """As they are printed, a space between two."""
    return format_html_join(" ", '<span class="name">{}</span>', ([byline.printed_name] for byline in bylines))


@dataclass(frozen=True, slots=True)
class Dateline:
    """A printed dateline, parted where its place stands; the whole of it leads to the place that it does not name."""

    before: str
    place: str
    after: str


@register.filter
def dateline(article: Article) -> Dateline:
    """``本报霁川讯`` as 本报, 霁川, 讯; without a place where the article has none."""
    if not article.place:
        return Dateline(article.dateline, "", "")
    before, place, after = article.dateline.partition(article.place)
    return Dateline(before, place, after) if place else Dateline("", article.dateline or article.place, "")


@register.simple_tag
def paper_url(publication: Publication | None, name: str, *args: object) -> str:
    """The address of a page of the newspaper, such as its ``issues``; error pages know of no newspaper."""
    return publication.address(name, *args) if publication else reverse(name, args=args)


@register.inclusion_tag("articles/_share.html", takes_context=True)
def told_elsewhere(context: Context, article: Article, notices: Iterable[object]) -> dict[str, object]:
    """What other sites show of a link to the article, and its data for search engines, for its page's head."""
    site = site_of(context["request"])
    data = as_script(news_article(site, article, notices))
    return {"article": article, "site": site, "picture": share_address(article), "linked_data": data}


@register.inclusion_tag("articles/_json_link.html", takes_context=True)
def json_link(context: Context) -> dict[str, str]:
    """The same page for programs, for a page's head; none where there is none."""
    request = context.get("request")
    match = request.resolver_match if request else None
    has_json = match and f"{match.url_name}_json" in get_resolver().reverse_dict
    return {"address": json_path(request.get_full_path_info()) if request and has_json else ""}


@register.inclusion_tag("articles/_feed_links.html")
def feed_links(of: object, name: str, *args: object) -> dict[str, object]:
    """The feed ``name`` of a publication, section or correspondent in each format, for a page's head."""
    links = []
    for word, form in FORMATS.items():
        of_word = name_in(name, word)
        address = of.address(of_word) if isinstance(of, Publication) else reverse(of_word, args=args)
        links.append({"address": address, "type": form.content_type.partition(";")[0], "format": form.title})
    return {"title": of, "links": links}


@register.simple_tag(takes_context=True)
def reading_settings(context: Context) -> ReadingSettings | None:
    """How the reader of this page reads; a failure before there was a request knows of none."""
    request = context.get("request")
    return settings_of(request) if request else None


@register.simple_tag(takes_context=True)
def scripts(context: Context) -> dict[str, str]:
    """This page's addresses in simplified (``hans``) and traditional (``hant``) characters; none where there is no page."""
    request = context.get("request")
    return addresses_by_script(request) if request and request.resolver_match else {}


@register.inclusion_tag("articles/_body.html")
def body(article: Article) -> dict[str, object]:
    """The one way a body is shown: its pictures, then each block as text, escaped.

    A picture's caption is that of the body, which editors have read; one that they have changed or removed there is
    not shown as it was printed.
    """
    blocks = article.blocks()
    shown = figures(article)
    captions = {figure.caption for figure in shown}
    text = [block for block in blocks if block.kind != BlockKind.CAPTION or block.text not in captions]
    return {"figures": shown, "blocks": text}


def figures(article: Article) -> list[Figure]:
    """The pictures of an article, each with the words that may stand under it."""
    captions = [block for block in article.blocks() if block.kind == BlockKind.CAPTION]
    return [_figure(picture, captions) for picture in article.shown_pictures()]


def _figure(picture: Picture, captions: list[Block]) -> Figure:
    printed = _bare(picture.caption)
    own = (block.text for block in captions if printed and _bare(block.text).startswith(printed))
    caption = next(own, "")
    return Figure(picture, caption, "" if _bare(picture.credit) in _bare(caption) else picture.credit)


def _bare(text: str) -> str:
    return "".join(text.split())
