"""What a search finds is what a plain scan of the folded text finds: recall and precision, on generated articles.

The articles go into the index by the same bulk path as those of a rebuild.
"""

import datetime as dt
import random
from collections.abc import Iterator
from itertools import islice

import pytest
from django.utils import timezone

from articles.models import Article, Byline, Issue, Page, SearchDocument, Status
from articles.search.backend import backend
from articles.search.documents import write
from articles.search.entry import Entry, searched
from articles.search.keys import BEYOND, wished_key
from articles.search.query import parse
from articles.search.tokens import fold
from tests.factories import PublicationFactory

ARTICLES, QUERIES, CHUNK, A_DAY = 20_000, 200, 2000, 40
_CHARACTERS = "兰州青川水库春灌项目建设乡村振兴花椒种植农户干部群众工作会议学校老师医院服务发展的了在是和有不人一二三十"
_OTHERS = "蘭州 醫療隊 馬\u3000旭 ＧＤＰ 3.5% 2026 Ａ４\u00a0paper 𠮷家 ， 。 、 “双减” 5G ㎡".split(" ")
_SURNAMES, _GIVEN = "王李张刘陈杨马", "旭伟芳娜强军敏静玉兰华"
_PLACES = "兰州 青川 天水 蘭州新區 酒 泉".split(" ")
_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F) if code != ord('"')}


def _prose(source: random.Random, length: int) -> str:
    letters = source.choices(_CHARACTERS, k=length)
    for other in source.choices(_OTHERS, k=source.randrange(4)):
        letters[source.randrange(length)] = other
    if source.random() < 0.5:
        letters.insert(source.randrange(length), _name(source))
    return "".join(letters)


def _name(source: random.Random) -> str:
    return source.choice(_SURNAMES) + "".join(source.choices(_GIVEN, k=source.choice([1, 2])))


def _articles(source: random.Random) -> Iterator[Article]:
    paper = PublicationFactory.create()
    for number in range(ARTICLES):
        if number % A_DAY == 0:
            issue = Issue.objects.create(publication=paper, date=dt.date(2020, 1, 1) + dt.timedelta(number // A_DAY))
            page = Page.objects.create(issue=issue, number=1)
        article = Article(page=page, position=number % A_DAY + 1, status=Status.PUBLISHED, published_at=timezone.now())
        article.headline, article.place = _prose(source, 12), source.choice(_PLACES)
        article.body = "\n\n".join(_prose(source, 30) for _ in range(2))
        bylines = Byline.objects.none()
        bylines._result_cache = [Byline(printed_name=_name(source), correspondent_id=1)]
        article._prefetched_objects_cache = {"bylines": bylines}  # type: ignore[attr-defined]
        yield article


def _written(articles: Iterator[Article]) -> dict[int, str]:
    """Each key and folded text of what is in the index."""
    texts: dict[int, str] = {}
    while chunk := Article.objects.bulk_create(islice(articles, CHUNK)):
        entries = [_entry(article) for article in chunk]
        write(entries)
        texts.update((entry.document.key, entry.document.text) for entry in entries)
    return texts


def _entry(article: Article) -> Entry:
    document = SearchDocument(article=article, key=wished_key(article), text=searched(article), facets="Ｎ1")
    return Entry(document, backend().tokens(document), article.version)


def _queries(source: random.Random, texts: list[str]) -> Iterator[str]:
    """Names, places, and stretches of the texts of 1–12 characters; some as they would be printed in full width."""
    for number in range(QUERIES):
        kind = number % 8
        if kind < 2:
            asked = _name(source)
        elif kind == 2:
            asked = source.choice([*_PLACES, *_OTHERS])
        else:
            line = source.choice(source.choice(texts).replace("\x1f", "\n").split("\n")) or "兰州"
            start = source.randrange(len(line))
            asked = line[start : start + source.choice([1, 2, 2, 2, 3, 4, 7, 12])]
        yield (asked.translate(_WIDE) if kind == 7 else asked).replace("“", "").replace("”", "")


@pytest.mark.django_db
def test_search_finds_exactly_what_a_scan_finds() -> None:
    source = random.Random(7)
    texts = _written(_articles(source))
    asked = [query for query in _queries(source, list(texts.values())) if parse(f'"{query}"').wanted]

    for query in asked:
        needle = fold(query).strip()
        expected = {key for key, text in texts.items() if needle in text}
        matches = backend().newest(parse(f'"{query}"'), before=BEYOND, limit=ARTICLES)
        assert {key for key, _ in matches} == expected, query

    assert (len(texts), len(asked) > QUERIES * 0.95) == (ARTICLES, True)
