"""The screen of the page desk: forms that work without scripts."""

import datetime as dt
import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from articles import desk
from articles.desk.spread import Spread
from articles.models import Article, DeskStep, Page, Status
from tests.conftest import CAST
from tests.desk.pages import articles_of, line_of, sample_page
from tests.desk.test_actions import STEPS
from tests.factories import ArticleFactory, BylineFactory, CorrespondentFactory, PageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(db: None) -> Page:
    return sample_page()


def address(page: Page) -> str:
    return reverse("admin:articles_page_desk", args=[page.pk])


def seen(page: Page) -> str:
    return " ".join(f"{key}:{version}" for key, version in page.articles.values_list("pk", "version"))


def typed(article: Article, **changes: str) -> dict[str, str]:
    """What the article's card sends, with these fields changed."""
    names = "\n".join(f"{role} {name}".strip() for role, name in desk.byline_pairs(article))
    fields = {name: getattr(article, name) for name in ("kicker", "headline", "subtitle", "dateline", "body")}
    fields |= {"contributors": names} | changes
    return {f"{name}-{article.pk}": value.replace("\n", "\r\n") for name, value in fields.items()}


def test_everybody_of_the_house_sees_it_and_editors_act(page: Page, cast: dict[str, Client]) -> None:
    codes = {name: cast[name].get(address(page)).status_code for name in CAST}
    assert codes == dict.fromkeys(CAST, 200) | {"reader": 302, "outsider": 302}
    sent = {"act": "split", "line": str(line_of("人防之外，技防也在补课")), "seen": seen(page)}
    refused = [
        cast[name].post(address(page), sent).status_code for name in ("reader", "outsider", "viewer", "operator")
    ]
    assert refused == [302, 302, 403, 403]
    assert page.articles.count() == 8
    for name in ("editor", "reviewer", "chief"):
        assert cast[name].post(address(page), {"act": "save", "seen": seen(page)}).status_code == 302


def test_a_page_that_is_not_there_leads_back_to_the_pages(cast: dict[str, Client]) -> None:
    for key in ("999", "x", "-1"):
        answer = cast["editor"].get(f"/admin/articles/page/{key}/desk/")
        assert answer["Location"] == reverse("admin:articles_page_changelist")


def test_an_action_that_is_none_is_refused(page: Page, cast: dict[str, Client]) -> None:
    assert cast["editor"].post(address(page), {"act": "publish 1", "seen": seen(page)}).status_code == 403


def test_a_split_and_its_undo_by_the_forms_alone(page: Page, cast: dict[str, Client]) -> None:
    before = [article.body for article in articles_of(page)]
    chosen = {"act": "split", "line": str(line_of("人防之外，技防也在补课")), "seen": seen(page)}
    assert cast["editor"].post(address(page), chosen, follow=True).status_code == 200
    assert len(articles_of(page)) == len(before) + 1
    html = cast["editor"].get(address(page)).content.decode()
    undo = re.search(r'value="(undo \d+)"', html)
    assert undo is not None
    cast["editor"].post(address(page), {"act": undo[1], "seen": seen(page)})
    assert [article.body for article in articles_of(page)] == before


def test_what_is_typed_is_saved_before_an_action(page: Page, cast: dict[str, Client]) -> None:
    article = articles_of(page)[0]
    sent = {"act": "split", "line": str(line_of("人防之外，技防也在补课")), "seen": seen(page)}
    cast["editor"].post(address(page), sent | typed(article, headline="手改的题"))
    assert Article.objects.get(pk=article.pk).headline == "手改的题"
    assert len(articles_of(page)) == 9


def test_cards_that_nobody_typed_into_change_nothing(page: Page, cast: dict[str, Client]) -> None:
    sent: dict[str, str] = {"act": "save", "seen": seen(page)}
    for article in articles_of(page):
        sent |= typed(article)
    cast["editor"].post(address(page), sent)
    assert set(page.articles.values_list("version", flat=True)) == {1}


def test_a_background_save_tells_time_and_versions(page: Page, cast: dict[str, Client]) -> None:
    article = articles_of(page)[0]
    sent = {"act": "save", "seen": f"{article.pk}:1"} | typed(article, subtitle="手改的副题")
    answer = cast["editor"].post(address(page), sent, headers={"Accept": "application/json"})
    assert answer.json()["versions"] == f"{article.pk}:2"
    assert re.fullmatch(r"已保存 \d\d:\d\d", answer.json()["said"])


def test_a_stale_save_shows_both_texts_and_keeps_what_was_typed(page: Page, cast: dict[str, Client]) -> None:
    article = articles_of(page)[0]
    old = seen(page)
    cast["chief"].post(address(page), {"act": "save", "seen": old} | typed(article, headline="先存的题"))
    answer = cast["editor"].post(address(page), {"act": "save", "seen": old} | typed(article, headline="后存的题"))
    html = answer.content.decode()
    assert (answer.status_code, "<del>先" in html, "<ins>后" in html) == (409, True, True)
    assert 'value="后存的题"' in html
    assert Article.objects.get(pk=article.pk).headline == "先存的题"
    background = cast["editor"].post(
        address(page),
        {"act": "save", "seen": old} | typed(article, headline="后存的题"),
        headers={"Accept": "application/json"},
    )
    assert background.status_code == 409


def test_what_is_typed_into_an_article_that_is_gone_is_not_called_saved(page: Page, cast: dict[str, Client]) -> None:
    gone, other = articles_of(page)[:2]
    sent = {"act": "save", "seen": seen(page)} | typed(gone, headline="白打的题") | typed(other, headline="另一篇的题")
    gone.revisions.all().delete()
    gone.delete()
    answer = cast["editor"].post(address(page), sent, headers={"Accept": "application/json"})
    assert (answer.status_code, "已经不在" in answer.json()["said"]) == (409, True)
    assert Article.objects.get(pk=other.pk).headline == "另一篇的题"
    html = cast["editor"].post(address(page), sent).content.decode()
    assert ("白打的题" in html, html.count("另一篇的题") > 0) == (True, True)


def test_a_refused_action_says_why_and_keeps_what_was_chosen(page: Page, cast: dict[str, Client]) -> None:
    article = articles_of(page)[0]
    line = line_of("我县入汛以来排查堤防")
    sent = {"act": "discard 999999", "line": str(line), "seen": seen(page)}
    answer = cast["editor"].post(address(page), sent)
    html = answer.content.decode()
    assert (answer.status_code, "这篇稿件不在本版。" in html) == (409, True)
    assert f'name="line" value="{line}" checked' in html
    assert Article.objects.get(pk=article.pk).version == 1


def test_hostile_text_is_shown_as_text(page: Page, cast: dict[str, Client]) -> None:
    Article.objects.filter(pk=articles_of(page)[0].pk).update(headline='"><script>x</script>', body="</textarea><b>")
    html = cast["viewer"].get(address(page)).content.decode()
    assert ("<script>x" in html, "</textarea><b>" in html) == (False, False)


@pytest.mark.parametrize("articles", [3, 20])
def test_the_desk_opens_with_few_queries(
    articles: int, page: Page, editor: User, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    Page.objects.filter(pk=page.pk).update(raw="\n".join(f"第{n}行说的是春灌" for n in range(1000)))
    for at in range(articles):
        lines: list[Any] = [[at * 40 + 1, at * 40 + 40]]
        BylineFactory.create(article=ArticleFactory.create(page=page, source_lines=lines, position=100 + at))
    client.force_login(editor)
    client.get(address(page))  # the first request of a session writes it
    with django_assert_max_num_queries(11):
        client.get(address(page))


def queries_of(client: Client, page: Page, sent: dict[str, Any], **extra: Any) -> int:
    """How many queries a request asks, its login among them, without the savepoint that stands for its transaction here."""
    with CaptureQueriesContext(connection) as asked:
        assert client.post(address(page), sent, **extra).status_code in (200, 302)
    return len(asked) - 2


def fill_up(page: Page, by: User) -> None:
    """Make it a page with a picture, 1 000 lines and 20 articles."""
    raw = f"{page.raw}\n" + "\n".join(f"第{n}行说的是春灌" for n in range(700))
    picture = {"picture": "a" * 64, "small_picture": "b" * 64, "picture_width": 9, "picture_height": 9}
    Page.objects.filter(pk=page.pk).update(raw=raw, **picture)
    for at in range(12):
        lines = [[400 + at * 40, 430 + at * 40]]
        BylineFactory.create(article=ArticleFactory.create(page=page, source_lines=lines, position=100 + at))
    spread = Spread.hold(page.pk, by, {})
    spread.account(())
    spread.page.save()


def test_each_action_takes_few_queries(page: Page, editor: User, client: Client) -> None:
    """Eight, with all that a request asks for: session and user, page, articles; then articles, revisions and step are written, and names.

    People who have to be looked up and made are one more.
    """
    fill_up(page, editor)
    client.force_login(editor)
    client.get(address(page))  # the first request of a session writes it
    counts: dict[str, list[int]] = {}
    again = {name: STEPS[name] for name in ("byline", "section")}  # people and section are there then
    for name, asked in [*STEPS.items(), ("settle", {"article": 0}), *again.items()]:
        articles = articles_of(page)
        Article.objects.filter(pk=articles[0].pk).update(notes=[{"code": "no-dateline", "line": None}], note_count=1)
        act = f"{name} {articles[asked['article']].pk}" if "article" in asked else name
        sent = {"act": act, "line": [str(line) for line in asked.get("lines", ())], "seen": seen(page)}
        counts.setdefault(name, []).append(queries_of(client, page, sent))
        step = DeskStep.objects.get(page=page, undone_at=None)
        counts.setdefault(f"undo {name}", []).append(queries_of(client, page, {"act": f"undo {step.number}"}))
    assert {name: count for name, count in counts.items() if max(count) > 8} == {
        "byline": [9, 8],
    }


def test_what_is_typed_is_saved_with_few_queries(page: Page, editor: User, client: Client) -> None:
    """Seven, with all that a request asks for, the first time and when the step goes on; names are one more, to look them up another, to make people a third.

    The page is held first and then asked for its last step, which somebody else may just have written.
    """
    fill_up(page, editor)
    client.force_login(editor)
    client.get(address(page))
    counts = []
    article = articles_of(page)[0]
    CorrespondentFactory.create(name="马旭")
    names = ["记者 鲁青山\n陶岭", "记者 马旭\n陶岭", "记者 马旧\n陶岭"]
    for change in ({"headline": "一"}, {"headline": "二"}, *({"contributors": each} for each in names)):
        sent = {"act": "save", "seen": seen(page)} | typed(Article.objects.get(pk=article.pk), **change)
        counts.append(queries_of(client, page, sent, headers={"Accept": "application/json"}))
    undone = queries_of(client, page, {"act": "undo 1"})
    assert (counts, undone, desk.byline_pairs(article)[0]) == ([7, 7, 8, 9, 10], 7, ("通讯员", "鲁青山"))


def test_the_drafts_of_a_page_are_submitted_with_a_line_for_each_refusal(page: Page, cast: dict[str, Client]) -> None:
    empty, stale, *_others = articles_of(page)
    Article.objects.filter(pk=empty.pk).update(headline="", body="")
    old = seen(page)
    Article.objects.filter(pk=stale.pk).update(version=2)
    html = cast["editor"].post(address(page), {"act": "submit", "seen": old}, follow=True).content.decode()
    told = re.findall(r"<li[^>]*>([^<]*)</li>", html.split('class="messagelist"')[1].split("</ul>")[0])
    assert [("不变" in line or "未" in line) for line in told] == [True, True, False], told
    assert told[2] == "已送审 6 篇。"
    assert page.articles.filter(status=Status.SUBMITTED).count() == 6


def test_a_chief_takes_a_claimed_article_over_at_the_desk(page: Page, cast: dict[str, Client]) -> None:
    article = articles_of(page)[0]
    cast["editor"].post(address(page), {"act": "save", "seen": seen(page)} | typed(article, headline="手改的题"))
    sent = {"act": f"take_over {article.pk}", "seen": seen(page)}
    answers = [cast[name].post(address(page), sent).status_code for name in ("reviewer", "chief")]
    assert (answers, Article.objects.get(pk=article.pk).claimed_by) == ([409, 302], User.objects.get(username="chief"))
    other = {"act": "save", "seen": seen(page)} | typed(article, headline="编辑再改")
    html = cast["editor"].post(address(page), other).content.decode()
    assert 'value="编辑再改"' in html


def test_a_field_that_is_not_sent_stays_as_it_is(page: Page, cast: dict[str, Client]) -> None:
    article = articles_of(page)[0]
    cast["editor"].post(address(page), {"act": "save", "seen": seen(page), f"kicker-{article.pk}": "手改的引题"})
    now = Article.objects.get(pk=article.pk)
    assert (now.kicker, now.headline, now.body, desk.byline_pairs(now)) == (
        "手改的引题",
        article.headline,
        article.body,
        desk.byline_pairs(article),
    )


def test_settled_notes_void_no_text_and_come_back_by_undo(page: Page, cast: dict[str, Client]) -> None:
    article = articles_of(page)[0]
    notes = [{"code": "no-dateline", "line": None, "detail": ""}]
    Article.objects.filter(pk=article.pk).update(notes=notes, note_count=1)
    cast["editor"].post(address(page), {"act": f"settle {article.pk}", "seen": seen(page)})
    settled = Article.objects.get(pk=article.pk)
    assert (settled.note_count, settled.changed_by, settled.version) == (0, None, article.version + 1)
    cast["editor"].post(address(page), {"act": "undo 1", "seen": seen(page)})
    back = Article.objects.get(pk=article.pk)
    assert (back.notes, back.changed_by) == (notes, None)
    call_command("verify_history")


def test_the_bar_tells_what_is_settled_and_the_way_leads_to_the_next_drafts_with_notes(
    page: Page, cast: dict[str, Client]
) -> None:
    Article.objects.update(note_count=0)
    noted, handed_in, *_others = articles_of(page)
    Article.objects.filter(pk__in=[noted.pk, handed_in.pk]).update(note_count=1)
    Article.objects.filter(pk=handed_in.pk).update(status=Status.SUBMITTED)
    further = [PageFactory.create(issue=page.issue, number=number) for number in (2, 3, 4)]
    ArticleFactory.create(page=further[0])
    ArticleFactory.create(page=further[1], note_count=1, status=Status.SUBMITTED)
    ArticleFactory.create(page=further[2], note_count=1)
    html = cast["editor"].get(address(page)).content.decode()
    assert ('<progress value="7" max="8">' in html, "8 篇中 7 篇已办妥" in html) == (True, True)
    assert f'data-key="n" href="{address(further[2])}"' in html
    newer = PageFactory.create(issue__publication=page.issue.publication, issue__date=dt.date(2027, 1, 1))
    assert f'data-key="n" href="{address(page)}"' in cast["editor"].get(address(further[2])).content.decode()
    ArticleFactory.create(page=newer, note_count=1)
    assert f'data-key="n" href="{address(newer)}"' in cast["editor"].get(address(further[2])).content.decode()
