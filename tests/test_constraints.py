"""What must be true is a database constraint: each one refuses what breaks it."""

import datetime as dt

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.models import (
    Article,
    Conflict,
    Correspondent,
    ImportBatch,
    ImportFile,
    Issue,
    Page,
    Picture,
    Publication,
    Section,
    Status,
)
from tests.factories import (
    ArticleFactory,
    BylineFactory,
    CorrespondentFactory,
    IssueFactory,
    PageFactory,
    PublicationFactory,
    SectionFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db


def test_publication_takes_one_to_three_review_levels() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        PublicationFactory(review_levels=4)
    assert Publication.objects.count() == 0


def test_issue_is_once_a_day() -> None:
    issue = IssueFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Issue.objects.create(publication=issue.publication, date=issue.date)


def test_page_number_is_once_an_issue() -> None:
    page = PageFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Page.objects.create(issue=page.issue, number=page.number)


@pytest.mark.parametrize("number", [0, 1000])
def test_page_number_is_in_range(number: int) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Page.objects.create(issue=IssueFactory(), number=number)


def test_section_name_is_once_a_publication() -> None:
    section = SectionFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Section.objects.create(publication=section.publication, name=section.name, slug="other")


def test_article_position_is_once_a_page() -> None:
    article = ArticleFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        ArticleFactory(page=article.page, position=article.position)


def test_article_status_is_in_the_list() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ArticleFactory(status="lost")


@pytest.mark.parametrize(("status", "published_at"), [(Status.PUBLISHED, None), (Status.DRAFT, timezone.now())])
def test_article_is_published_exactly_when_it_has_the_time(status: Status, published_at: dt.datetime | None) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ArticleFactory(status=status, published_at=published_at)


def test_article_claim_has_a_person_and_an_end(editor: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ArticleFactory(claimed_by=editor)
    with pytest.raises(IntegrityError), transaction.atomic():
        ArticleFactory(claimed_until=timezone.now())


def test_article_does_not_continue_itself() -> None:
    article = ArticleFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.filter(pk=article.pk).update(continued_from=article.pk)


def test_byline_order_is_once_an_article() -> None:
    byline = BylineFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        BylineFactory(article=byline.article, order=byline.order)


def test_correspondent_is_once_a_unit_and_once_without() -> None:
    unit = UnitFactory()
    CorrespondentFactory(name="陶岭", unit=unit)
    CorrespondentFactory(name="陶岭")
    with pytest.raises(IntegrityError), transaction.atomic():
        CorrespondentFactory(name="陶岭", unit=unit)
    with pytest.raises(IntegrityError), transaction.atomic():
        CorrespondentFactory(name="陶岭")
    assert Correspondent.objects.count() == 2


def test_correspondent_has_a_name() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        CorrespondentFactory(name="")


def test_import_file_state_is_in_the_list() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ImportFile.objects.create(batch=ImportBatch.objects.create(), path="01.txt", state="lost")


@pytest.mark.parametrize(
    "lacking", [{"picture": ""}, {"small_picture": ""}, {"picture_width": 0}, {"picture_height": 0}], ids=str
)
def test_page_picture_is_whole_or_none(lacking: dict[str, object]) -> None:
    whole = {"picture": "a" * 64, "small_picture": "b" * 64, "picture_width": 2000, "picture_height": 2800}
    page = PageFactory(number=1, **whole)
    with pytest.raises(IntegrityError), transaction.atomic():
        Page.objects.create(issue=page.issue, number=2, **whole | lacking)


@pytest.mark.parametrize(
    "wrong",
    [
        {"order": 1},
        {"digest": ""},
        {"width": 0},
        {"height": 0},
        {"left": -1},
        {"right": 101},
        {"left": 60},
        {"top": -1},
        {"bottom": 101},
        {"top": 50},
    ],
    ids=str,
)
def test_picture_lies_on_its_page_once_with_a_file_and_a_size(wrong: dict[str, object]) -> None:
    whole = {"digest": "a" * 64, "width": 8, "height": 9, "left": 10, "top": 10, "right": 60, "bottom": 50}
    article = ArticleFactory()
    Picture.objects.create(article=article, order=1, **whole)
    with pytest.raises(IntegrityError), transaction.atomic():
        Picture.objects.create(article=article, **{"order": 2} | whole | wrong)


def test_conflict_is_once_an_article() -> None:
    conflict = Conflict.objects.create(article=ArticleFactory(), source="1", digest="0", made_at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        Conflict.objects.create(article=conflict.article, source="2", digest="1", made_at=timezone.now())
