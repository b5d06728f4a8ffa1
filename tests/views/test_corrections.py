"""What readers are told: on the article, in the list, in the feed, and at the address of what was withdrawn."""

import datetime as dt
import re
from xml.etree import ElementTree

from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from articles import corrections, review
from articles.models import Article, Correction, CorrectionKind
from articles.models.correction import announce
from tests.factories import PageFactory, PublicationFactory, published
from tests.views.conftest import HIDDEN_TEXT

ATOM = "{http://www.w3.org/2005/Atom}"
NOTE = "面积应为3.2万亩。"


def _correct(article: Article, by: User, note: str = NOTE, **fields: str) -> Article:
    return corrections.correct(article, by=by, version=article.version, note=note, fields=fields)


def _told(client: Client, address: str) -> list[str]:
    """The notices of a page, in order."""
    html = client.get(address).content.decode()
    return re.findall(r'<p class="note" lang="zh-Hans">(.*?)</p>', html, re.DOTALL)


def test_article_shows_its_corrections_newest_first_with_the_new_text(
    client: Client, article: Article, chief: User
) -> None:
    assert _told(client, article.get_absolute_url()) == []
    corrected = _correct(_correct(article, chief, "先更正"), chief, "后更正", body="灌溉3.2万亩。")
    html = client.get(article.get_absolute_url()).content.decode()
    assert _told(client, article.get_absolute_url()) == ["后更正", "先更正"]
    assert f'datetime="{timezone.localtime(corrected.corrections.latest("made_at").made_at).isoformat()}"' in html
    assert ("灌溉3.2万亩。" in html, "灌区群众说" in html) == (True, False)


def test_article_shows_the_corrections_of_its_continuation(client: Client, article: Article, chief: User) -> None:
    piece = published(page=PageFactory(issue=article.page.issue, number=3), continued_from=article)
    _correct(piece, chief)
    assert _told(client, article.get_absolute_url()) == [NOTE]


def test_list_has_the_notices_by_date_and_leads_to_the_articles(client: Client, article: Article, chief: User) -> None:
    older = _correct(published(headline="旧稿"), chief, "旧的更正")
    Correction.objects.filter(article=older).update(made_at=dt.datetime(2026, 6, 30, 17, 0, tzinfo=dt.UTC))
    _correct(article, chief)
    html = client.get("/corrections/").content.decode()
    assert _told(client, "/corrections/") == [NOTE, "旧的更正"]
    assert re.findall(r'<a href="(/articles/\d+/)"><span lang="zh-Hans">(.*?)</span></a>', html) == [
        (article.get_absolute_url(), "水库开闸放水"),
        (older.get_absolute_url(), "旧稿"),
    ]
    assert '<time datetime="2026-07-01">2026年7月1日</time>' in html  # the office's day, not that of UTC


def test_list_and_article_tell_nothing_of_what_readers_may_not_see(
    client: Client, article: Article, hidden: list[Article], withdrawn: Article
) -> None:
    for unseen in (*hidden, withdrawn):
        unseen.version += 1
        announce(unseen, CorrectionKind.CORRECTION, HIDDEN_TEXT, by=None)
    html = client.get("/corrections/").content.decode()
    assert (_told(client, "/corrections/"), HIDDEN_TEXT in html) == (["数字有误"], False)
    assert HIDDEN_TEXT not in client.get("/feed/").content.decode()
    assert HIDDEN_TEXT not in client.get(withdrawn.get_absolute_url()).content.decode()


def test_withdrawal_takes_the_corrections_along_and_leaves_its_reason(
    client: Client, article: Article, chief: User
) -> None:
    corrected = _correct(article, chief)
    review.withdraw(corrected, by=chief, version=corrected.version, reason="查无此事")
    assert _told(client, "/corrections/") == ["查无此事"]
    gone = client.get(article.get_absolute_url())
    html = gone.content.decode()
    assert (gone.status_code, "查无此事" in html, NOTE in html) == (410, True, False)


def test_list_is_of_one_newspaper(client: Client, article: Article, chief: User) -> None:
    evening = PublicationFactory(name="青川晚报", slug="青川晚报")
    _correct(article, chief)
    _correct(published(page=PageFactory(issue__publication=evening)), chief, "晚报的更正")
    assert (_told(client, "/corrections/"), _told(client, evening.address("corrections"))) == ([NOTE], ["晚报的更正"])


def test_empty_list_says_so(client: Client, article: Article) -> None:
    assert "还没有更正或撤稿。" in client.get("/corrections/").content.decode()


def test_long_list_goes_on_over_pages(client: Client, article: Article) -> None:
    for n in range(1, 62):
        article.version = n
        announce(article, CorrectionKind.CORRECTION, f"第{n}次", by=None)
    assert _told(client, "/corrections/?page=2") == ["第1次"]
    assert [client.get(f"/corrections/?page={page}").status_code for page in ("3", "0", "x", "9" * 40)] == [404] * 4


def test_feed_tells_of_the_correction_and_is_new_again(client: Client, article: Article, chief: User) -> None:
    published(page=article.page, headline="另一篇")
    corrected = _correct(_correct(article, chief, "先更正"), chief, "后更正")
    feed = ElementTree.fromstring(client.get("/feed/").content)  # noqa: S314  # our own answer
    made_at = corrected.corrections.latest("made_at").made_at
    found = {
        entry.findtext(f"{ATOM}title"): (
            dt.datetime.fromisoformat(entry.findtext(f"{ATOM}updated") or ""),
            (entry.findtext(f"{ATOM}summary") or "").partition("\n")[0],
        )
        for entry in feed.findall(f"{ATOM}entry")
    }
    assert found["水库开闸放水"] == (made_at, "更正：后更正")
    assert found["另一篇"][1].startswith("3月5日，")


def test_hostile_note_is_shown_as_text(client: Client, article: Article, chief: User) -> None:
    _correct(article, chief, '<script>alert(1)</script>"]]>\u2028。')
    for address in ("/corrections/", article.get_absolute_url()):
        assert _told(client, address) == ["&lt;script&gt;alert(1)&lt;/script&gt;&quot;]]&gt;\u2028。"]
    assert b"<script>alert" not in client.get("/feed/").content
