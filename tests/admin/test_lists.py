"""What the lists of paper, people and imports show."""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles.models import FileState, ImportBatch
from tests.factories import ArticleFactory, BylineFactory, PageFactory


def _shown(client: Client, model: str) -> str:
    return client.get(f"/admin/articles/{model}/").content.decode()


@pytest.mark.parametrize(
    ("model", "title"),
    [("page", "版面"), ("issue", "期"), ("correspondent", "通讯员"), ("unit", "单位"), ("importbatch", "导入批次")],
)
def test_list_is_headed_by_what_it_lists(model: str, title: str, cast: dict[str, Client]) -> None:
    for person in ("viewer", "chief", "operator"):
        assert re.findall(r"<h1>(.*?)</h1>", _shown(cast[person], model)) == [title]


def test_list_of_pages_has_no_english_heading(cast: dict[str, Client]) -> None:
    ArticleFactory.create()
    headings = re.findall(r'<div class="text">(?:<a[^>]*>|<span>)(.*?)<', _shown(cast["editor"], "page"))
    assert headings == ["版面", "期", "稿件", "来源"]


def test_lists_of_pages_and_issues_count_articles_and_pages(cast: dict[str, Client]) -> None:
    page = PageFactory.create(number=1)
    PageFactory.create(number=2, issue=page.issue)
    for position in (1, 2, 3):
        ArticleFactory.create(page=page, position=position)
    lists = {"page": ("article_count", ["3", "0"]), "issue": ("page_count", ["2"])}
    for model, (column, counts) in lists.items():
        cells = re.findall(rf"field-{column}[^>]*>(\d+)<", _shown(cast["viewer"], model))
        assert cells == counts


def test_list_of_correspondents_leads_to_the_articles_of_each(cast: dict[str, Client]) -> None:
    byline = BylineFactory.create(correspondent__name="陈小满", printed_name="陈小满")
    ArticleFactory.create()
    page = _shown(cast["viewer"], "correspondent")
    found = re.search(r'href="([^"]*status=all[^"]*)">1</a>', page)
    assert found is not None
    queue = cast["viewer"].get(found[1].replace("&amp;", "&")).content.decode()
    assert re.findall(r'class="title" href="/admin/articles/article/(\d+)/change/"', queue) == [str(byline.article_id)]
    assert "姓名" in page


def test_list_of_imports_counts_the_files_and_names_who_started_it(cast: dict[str, Client]) -> None:
    User.objects.filter(username="operator").update(last_name="尹", first_name="小满")
    counts = {FileState.NEW.value: 1, FileState.FAILED.value: 1}
    ImportBatch.objects.create(actor=User.objects.get(username="operator"), total=2, counts=counts)
    page = _shown(cast["operator"], "importbatch")
    assert ("尹小满" in page, "2 个文件，失败 1 个" in page) == (True, True)


def test_only_who_may_import_has_the_imports_among_the_ways(cast: dict[str, Client]) -> None:
    for person in ("viewer", "editor", "reviewer", "chief", "operator"):
        ways = cast[person].get("/admin/").content.decode().split("</nav>")[0]
        assert ("/admin/articles/importbatch/" in ways) == (person == "operator")
