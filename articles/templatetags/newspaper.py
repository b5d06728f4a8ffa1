"""What the reading pages need beside Django's own tags."""

from django import template
from django.urls import reverse

from articles.models import Article, Publication
from articles.parser.types import BlockKind

register = template.Library()


@register.filter
def excerpt(article: Article, length: int) -> str:
    """The first paragraph, cut to ``length`` characters."""
    text = next((block.text for block in article.blocks() if block.kind == BlockKind.PARAGRAPH), "")
    return text if len(text) <= length else text[:length].rstrip("，、；：“‘（ ") + "……"


@register.simple_tag
def paper_url(publication: Publication | None, name: str) -> str:
    """The address of a page of the newspaper, such as its ``issues``."""
    return publication.address(name) if publication else reverse(name)


@register.inclusion_tag("articles/_body.html")
def body(article: Article) -> dict[str, object]:
    """The one way a body is shown: each block as text, escaped."""
    return {"blocks": article.blocks(), "kinds": BlockKind}
