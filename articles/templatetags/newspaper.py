"""What the reading pages need beside Django's own tags."""

from collections.abc import Iterable

from django import template
from django.urls import reverse

from articles.models import Article, Byline, Publication
from articles.parser.types import BlockKind

register = template.Library()

SENTENCE_STOPS = ("。", "！", "？", "。”", "！”", "？”")
NOT_AT_THE_END = "，、；：“‘（《 "


@register.filter
def excerpt(article: Article, length: int) -> str:
    """How the text begins, or else the caption: to the last sentence within ``length`` characters, or cut there."""
    blocks = article.blocks()
    paragraphs = [block.text for block in blocks if block.kind == BlockKind.PARAGRAPH]
    text = "".join(paragraphs or [block.text for block in blocks[:1]])
    if len(text) <= length:
        return text
    end = max(text.rfind(stop, length // 2, length) for stop in SENTENCE_STOPS) + 1
    return text[:end] if end else text[:length].rstrip(NOT_AT_THE_END) + "……"


@register.filter
def names(bylines: Iterable[Byline]) -> str:
    """As they are printed, a space between two."""
    return " ".join(byline.printed_name for byline in bylines)


@register.simple_tag
def paper_url(publication: Publication | None, name: str, *args: object) -> str:
    """The address of a page of the newspaper, such as its ``issues``; error pages know of no newspaper."""
    return publication.address(name, *args) if publication else reverse(name, args=args)


@register.inclusion_tag("articles/_body.html")
def body(article: Article) -> dict[str, object]:
    """The one way a body is shown: each block as text, escaped."""
    return {"blocks": article.blocks(), "kinds": BlockKind}
