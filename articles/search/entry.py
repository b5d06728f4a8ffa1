"""What the index holds of one article, before it is written: plain values, so that a worker process can make them."""

from dataclasses import dataclass

from articles.models import Article, SearchDocument
from articles.search.backend import backend
from articles.search.facets import tokens_of
from articles.search.keys import wished_key
from articles.search.tokens import FIELD_BREAK, fold
from articles.search.words import keywords

# Bytes of each field that are searched; a whole page of print is 24,000. PostgreSQL's tsvector ends at 1 MB: with
# pairs and single characters a byte of the body takes up to 3 of it, a byte of the other fields 7.
MOST_BYTES = (6_000, 6_000, 6_000, 120_000)


@dataclass(frozen=True, slots=True)
class Entry:
    """A document that is not saved yet, with the key that it wishes for, its tokens, and the ``version`` it was made of."""

    document: SearchDocument
    tokens: list[str]
    version: int


def entry_of(article: Article) -> Entry:
    """Fold an article, which comes with place, bylines and document; keywords are found anew where its text is another."""
    text, known = searched(article), getattr(article, "search_document", None)
    words = known.keywords if known and known.text == text else keywords("\n".join([article.headline, article.body]))
    document = SearchDocument(
        article_id=article.pk,
        key=wished_key(article),
        text=text,
        facets=" ".join(tokens_of(article)),
        keywords=words,
    )
    return Entry(document, backend().tokens(document), article.version)


def searched(article: Article) -> str:
    """The four searched fields, folded; no section, whose name an editor may change in the admin site any day."""
    names = [byline.printed_name for byline in article.bylines.all()]
    fields = [
        "\n".join([article.kicker, article.headline, article.subtitle]),
        "\n".join(names),
        "\n".join([article.place, article.dateline]),
        "\n".join(block.text for block in article.blocks()),
    ]
    return FIELD_BREAK.join(_cut(fold(field), most) for field, most in zip(fields, MOST_BYTES, strict=True))


def _cut(folded: str, most: int) -> str:
    return folded.encode()[:most].decode(errors="ignore")
