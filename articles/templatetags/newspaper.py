"""What the reading pages need beside Django's own tags."""

import re
from collections.abc import Iterable

from django import template
from django.urls import reverse

from articles.models import Article, Byline, Publication
from articles.parser.types import Block, BlockKind

register = template.Library()

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
    return {"blocks": article.blocks()}
