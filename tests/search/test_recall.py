"""What a search finds is what a plain scan of the folded text finds: recall and precision, on generated articles."""

import datetime as dt
import random

import pytest

from articles.models import Article, Status
from articles.search import rebuild
from articles.search.query import parse
from articles.search.tokens import fold
from tests.factories import ArticleFactory, IssueFactory, PageFactory
from tests.search.cases import found

ARTICLES = 300
QUERIES = 200
_CHARACTERS = "兰州青川水库春灌项目建设乡村振兴花椒种植农户干部群众工作会议学校老师医院服务发展的了在是和有不人一二三十"
_OTHERS = [
    "蘭州",
    "醫療隊",
    "馬 旭",
    "ＧＤＰ",
    "3.5%",
    "2026",
    "Ａ４ paper",
    "𠮷家",
    "，",
    "。",
    "、",
    "“双减”",
    "5G",
    "㎡",
]
_SURNAMES, _GIVEN = "王李张刘陈杨马", "旭伟芳娜强军敏静玉兰华"


def _prose(source: random.Random, length: int) -> str:
    letters = [source.choice(_OTHERS) if source.random() < 0.08 else source.choice(_CHARACTERS) for _ in range(length)]
    if source.random() < 0.5:
        letters.insert(source.randrange(length), _name(source))
    return "".join(letters)


def _name(source: random.Random) -> str:
    return source.choice(_SURNAMES) + "".join(source.choices(_GIVEN, k=source.choice([1, 2])))


def _generated(source: random.Random) -> list[Article]:
    for number in range(ARTICLES):
        day = dt.date(2026, 1, 1) + dt.timedelta(number // 20)
        ArticleFactory.create(
            page=PageFactory.create(issue=IssueFactory.create(date=day)),
            position=number % 20 + 1,
            headline=_prose(source, 14),
            body="\n\n".join(_prose(source, 40) for _ in range(3)),
            place=source.choice(["兰州", "青川", "天水"]),
            dateline="",
            status=Status.PUBLISHED,
        )
    return list(Article.objects.order_by("-page__issue__date", "position"))


def _queries(source: random.Random, texts: list[str]) -> list[str]:
    """Stretches of the texts of 1–12 characters, and names."""
    queries = []
    for number in range(QUERIES):
        text = source.choice(texts)
        length = source.choice([1, 2, 2, 2, 3, 4, 7, 12])
        start = source.randrange(len(text) - length)
        stretch = _name(source) if number % 4 == 0 else text[start : start + length]
        queries.append(stretch.replace("“", "").replace("”", ""))
    return queries


@pytest.mark.django_db
def test_search_finds_exactly_what_a_scan_finds() -> None:
    source = random.Random(7)
    articles = _generated(source)
    rebuild()
    fields = {
        article: [fold(article.headline), fold(article.place), *(fold(block.text) for block in article.blocks())]
        for article in articles
    }
    queries = _queries(source, [block.text for article in articles for block in article.blocks()])

    for query in queries:
        wanted = [term.text for term in parse(f'"{query}"').wanted]
        expected = [
            article
            for article in articles
            if wanted and all(any(text in field for field in fields[article]) for text in wanted)
        ]
        assert found(f'"{query}"', limit=100) == expected[:100], query
