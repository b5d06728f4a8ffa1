"""An article against its raw lines: what persons changed shows, what typesetting and the parser did does not."""

import pytest

from articles.difference import is_changed
from articles.models import Article
from articles.source_difference import against_source
from tests.factories import ArticleFactory, BylineFactory, CorrespondentFactory, PageFactory, SectionFactory
from tests.test_difference import marked

pytestmark = pytest.mark.django_db
RAW = """■调研视察

本报青川讯（通讯员陈熙强 汪国

华）近 10 个月来，县水务局

组织春灌，群众说水来得早。

‖水到田头

老支书说，这样的年景不

多见。（下转第三版）

别的稿件

春灌开闸放水
"""
NAMES = (("通讯员", "陈熙强"), ("通讯员", "汪国华"))


def article_of(raw: str = RAW, lines: tuple[tuple[int, int], ...] = ((1, 13), (17, 17)), **fields: object) -> Article:
    page = PageFactory.create(raw=raw)
    text = {
        "headline": "春灌开闸放水",
        "dateline": "本报青川讯",
        "section": SectionFactory.create(),
        "body": "近10个月来，县水务局组织春灌，群众说水来得早。\n\n## 水到田头\n\n老支书说，这样的年景不多见。",
        **fields,
    }
    article = ArticleFactory.create(page=page, source_lines=[list(pair) for pair in lines], **text)
    return article


def with_names(article: Article, names: tuple[tuple[str, str], ...] = NAMES) -> Article:
    for role, name in names:
        BylineFactory.create(
            article=article, role=role, printed_name=name, correspondent=CorrespondentFactory.create(name=name)
        )
    return article


def test_article_as_the_parser_made_it_differs_in_nothing() -> None:
    found = against_source(with_names(article_of()))
    assert (is_changed(found), marked(found).replace(" ", "")) == (
        False,
        "~■调研视察~春灌开闸放水\n\n本报青川讯（通讯员陈熙强汪国华）近10个月来，县水务局组织春灌，群众说水来得早。\n\n"
        "~‖~水到田头\n\n老支书说，这样的年景不多见。~（下转第三版）~",
    )


def test_what_a_person_changed_shows() -> None:
    body = "近10个月来，县水务局组织夏灌，群众说水来得早。\n\n## 水到田头\n\n村支书说，这样的年景不多见。"
    article = with_names(article_of(body=body, headline="春灌开闸"), (("通讯员", "陈希强"), ("通讯员", "汪国华")))
    found = against_source(article)
    changed = [(piece.kind.value, piece.text) for piece in found if piece.kind.value in ("removed", "added")]
    assert changed == [
        ("removed", "放水"),
        ("removed", "熙"),
        ("added", "希"),
        ("removed", "春"),
        ("added", "夏"),
        ("removed", "老"),
        ("added", "村"),
    ]


@pytest.mark.parametrize("last", ["（李 瑾）", "李瑾"])
def test_byline_at_the_end_differs_in_nothing(last: str) -> None:
    article = article_of(
        f"春灌开闸\n县水务局组织春灌。\n{last}", ((1, 3),), headline="春灌开闸", body="县水务局组织春灌。", dateline=""
    )
    assert is_changed(against_source(with_names(article, (("", "李 瑾"),)))) is False


def test_headline_printed_twice_is_no_change() -> None:
    raw = "全县春灌今日开闸放水\n县水务局组织春灌。\n全县春灌今日开闸放水"
    article = article_of(raw, ((1, 3),), headline="全县春灌今日开闸放水", body="县水务局组织春灌。", dateline="")
    assert is_changed(against_source(article)) is False


def test_article_without_raw_lines_is_all_added() -> None:
    article = article_of("", (), section=None)
    assert {piece.kind.value for piece in against_source(article)} == {"added"}
