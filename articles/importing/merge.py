"""Which article of a page is which one of its new text."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from articles.importing.fill import ArticleContent
from articles.importing.touched import Touched
from articles.models import Article

# Shared pairs of characters among all pairs, 0–1. Two stories of one page share under 0.1, also on one subject.
SAME_STORY = 0.3


@dataclass(frozen=True, slots=True)
class Merge:
    """Each content with the article that it goes on as, or None where it is new; and the articles there is none for."""

    pairs: tuple[tuple[ArticleContent, Article | None], ...]
    gone: tuple[Article, ...] = ()


def merge(
    articles: Sequence[Article], contents: Sequence[ArticleContent], touched: Mapping[int, Touched] | None = None
) -> Merge:
    """Pair articles and contents, the most alike first; a touched one is known by what it was made from as well."""
    if not articles:
        return Merge(tuple((content, None) for content in contents))
    olds = [_stories(article, (touched or {}).get(article.pk)) for article in articles]
    news = [_Story.of(content.title, content.fields["body"]) for content in contents]
    likenesses = sorted(
        (
            (max(told.likeness(story) for told in tellings), -old, -new)
            for old, tellings in enumerate(olds)
            for new, story in enumerate(news)
        ),
        reverse=True,
    )
    article_of: dict[int, int] = {}
    for score, old, new in likenesses:
        if score >= SAME_STORY and -new not in article_of and -old not in article_of.values():
            article_of[-new] = -old
    kept = set(article_of.values())
    return Merge(
        pairs=tuple((new, articles[article_of[n]] if n in article_of else None) for n, new in enumerate(contents)),
        gone=tuple(article for n, article in enumerate(articles) if n not in kept),
    )


@dataclass(frozen=True, slots=True)
class _Words:
    """A text and its pairs of neighbouring characters."""

    text: str
    pairs: frozenset[str]

    @classmethod
    def of(cls, text: str) -> "_Words":
        characters = "".join(text.split())
        return cls(text, frozenset(characters[at : at + 2] for at in range(len(characters) - 1)))

    def shared(self, other: "_Words") -> float:
        """How many of the pairs of both are in each, 0–1."""
        if not (self.pairs and other.pairs):
            return float(self.text == other.text)
        return len(self.pairs & other.pairs) / len(self.pairs | other.pairs)


@dataclass(frozen=True, slots=True)
class _Story:
    """What a story is known by: its body, or its headline where one of two has no body."""

    title: _Words
    body: _Words

    @classmethod
    def of(cls, title: str, body: str) -> "_Story":
        return cls(_Words.of(title), _Words.of(body))

    def likeness(self, other: "_Story") -> float:
        """How sure it is that they are the same story, 0–1."""
        if self.body.text and other.body.text:
            return self.body.shared(other.body)
        return self.title.shared(other.title)


def _stories(article: Article, touched: Touched | None) -> Iterable[_Story]:
    """The article as it stands, and each text that it is known by besides."""
    texts = touched.texts() if touched else []
    known = {(text["kicker"] + text["headline"], text["body"]) for text in texts if "body" in text}
    return [_Story.of(*words) for words in {(article.kicker + article.headline, article.body), *known}]
