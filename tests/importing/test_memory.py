"""What a writer remembers from page to page, and when it forgets it."""

import datetime as dt
from contextlib import suppress

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.importing import memory
from articles.importing.memory import Memory
from articles.importing.run import import_paths
from articles.models import Article, Byline, Correspondent, Issue, Page, Section
from tests.factories import CorrespondentFactory, PublicationFactory, UnitFactory
from tests.importing.plain import parse_plain

STORY = "【春耕】\n#水库春灌开闸放水\nby 马旭\n3月5日，县水务局组织第{n}次春灌。"


@pytest.fixture
def pages(write, tmp_path):
    """Three pages of one issue, with one person and one section."""
    for number in (1, 2, 3):
        write(f"2024-07-23/{number:02}.txt", STORY.format(n=number))
    return tmp_path


def run(folder, told=None):
    return import_paths([folder], publication="青川日报", parse=parse_plain, told=told)


@pytest.mark.django_db
def test_next_page_asks_nothing_but_to_hold_its_issue(pages):
    asked = []
    with CaptureQueriesContext(connection) as queries:
        run(pages, told=lambda _file, _report: asked.append(len(queries)))
    statements = [query["sql"].split()[0] for query in queries.captured_queries[asked[1] : asked[2]]]
    held = ["SELECT"] if connection.features.has_select_for_update else []
    assert [word for word in statements if word not in ("SAVEPOINT", "RELEASE")] == [*held, *["INSERT"] * 5]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_what_somebody_deletes_between_two_pages_is_made_again(pages):
    def delete(file, _report):
        if file.page == 2:
            for model in (Byline, Correspondent, Article, Section, Page, Issue):
                model.objects.all().delete()

    report = run(pages, told=delete)
    assert report.counts() == {"new": 3, "changed": 0, "unchanged": 0, "failed": 0}
    article = Article.objects.get()
    assert (article.page.issue.date, article.page.number, article.section.name) == (dt.date(2024, 7, 23), 3, "春耕")
    assert [person.name for person in article.correspondents.all()] == ["马旭"]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_page_that_another_run_makes_in_between_is_found(pages):
    def other_run(file, _report):
        if file.page == 2:
            import_paths([pages / "2024-07-23" / "03.txt"], publication="青川日报", parse=parse_plain)

    report = run(pages, told=other_run)
    assert report.counts() == {"new": 2, "changed": 0, "unchanged": 1, "failed": 0}
    assert Page.objects.count() == Article.objects.count() == 3


@pytest.mark.django_db
def test_namesake_that_somebody_adds_is_soon_seen(pages, monkeypatch):
    monkeypatch.setattr(memory, "SECONDS", 0.0)
    run(pages, told=lambda file, _report: file.page == 2 and CorrespondentFactory(name="马旭", unit=UnitFactory()))
    notes = {article.page.number: [note["code"] for note in article.notes] for article in Article.objects.all()}
    assert notes == {1: [], 2: [], 3: ["names-unsure"]}


@pytest.mark.django_db
def test_what_a_failed_transaction_made_is_forgotten():
    publication, remembered = PublicationFactory.create(), Memory()
    with suppress(ValueError), remembered.transaction():
        remembered.people_of(["马旭"])
        remembered.sections_of(publication, ["春耕"])
        remembered.held_issue(publication, dt.date(2024, 7, 23))
        raise ValueError
    with remembered.transaction():
        person = remembered.people_of(["马 旭"])["马旭"].correspondent
        section = remembered.sections_of(publication, ["春耕"])["春耕"]
        issue = remembered.held_issue(publication, dt.date(2024, 7, 23))
    assert (Correspondent.objects.get(), Section.objects.get(), Issue.objects.get()) == (person, section, issue)
