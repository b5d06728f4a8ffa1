"""A file that came in again over a page whose articles an editor has cut otherwise at its desk."""

from dataclasses import replace

import pytest
from django.contrib.auth.models import User

from articles.importing.carried import carried, same_lines
from articles.importing.load import load
from articles.lines import numbers
from articles.models import Article, Page
from tests.desk.pages import RAW, act, articles_of, line_of, lines_of, sample_page, text_of

pytestmark = pytest.mark.django_db
CHANGED = f"青川日报社印\n\n{RAW}".replace("我县入汛以来排查堤防146公里", "我县入汛以来排查堤防147公里")


def printed_of(article: Article) -> str:
    """What its raw lines say."""
    raw = Page.objects.get(pk=article.page_id).raw.split("\n")
    return "".join(raw[number - 1].strip() for number in numbers(article.source_lines))


def test_lines_of_the_new_text_stand_for_those_of_the_old() -> None:
    old, new = "甲\n\n乙\n丙\n丁\n戊", "新\n甲\n乙\n\n两\n丁\n插\n戊\n末"
    same = same_lines(old, new)
    assert same == {2: 1, 3: 3, 5: 4, 6: 5, 8: 6}
    assert carried([[3, 6]], same, new) == [[3, 8]]
    assert carried([[1, 1]], same, new) == [[2, 2]]


def test_articles_that_were_cut_keep_their_lines(editor: User) -> None:
    page = sample_page()
    act(page, "split", editor, lines=frozenset({line_of("人防之外，技防也在补课")}))
    act(page, "move", editor, articles_of(page)[4], lines=lines_of("县应急管理局提醒", "处停留，看到险情"))
    act(page, "merge", editor, articles_of(page)[3])
    before = {article.pk: printed_of(article) for article in articles_of(page)}
    load(replace(text_of(CHANGED), digest="e" * 64, publication=page.issue.publication))
    after = {article.pk: printed_of(article) for article in articles_of(page)}
    assert [(key, said.replace("147", "146")) for key, said in after.items()] == list(before.items())
    assert not [note for article in articles_of(page) for note in article.notes if note["code"] == "gone-from-page"]
    now = Page.objects.get(pk=page.pk)
    everywhere = [*numbers(now.furniture), *numbers(now.leftover)]
    everywhere += [line for article in articles_of(page) for line in numbers(article.source_lines)]
    printed = [number for number, line in enumerate(CHANGED.split("\n"), 1) if line.strip()]
    assert sorted(line for line in everywhere if CHANGED.split("\n")[line - 1].strip()) == printed
