"""Real rows for tests, as small as they can be."""

import datetime as dt
from typing import Any

import factory
from django.contrib.auth.models import User
from django.utils import timezone

from articles.models import (
    Action,
    Article,
    Byline,
    Correspondent,
    Issue,
    Page,
    Publication,
    Revision,
    Section,
    Status,
    Unit,
)


class PublicationFactory(factory.django.DjangoModelFactory[Publication]):
    class Meta:
        model = Publication
        django_get_or_create = ("name",)

    name = "青川日报"
    slug = factory.LazyAttribute(lambda paper: paper.name)


class IssueFactory(factory.django.DjangoModelFactory[Issue]):
    class Meta:
        model = Issue
        django_get_or_create = ("publication", "date")

    publication = factory.SubFactory(PublicationFactory)
    date = dt.date(2026, 7, 14)


class PageFactory(factory.django.DjangoModelFactory[Page]):
    class Meta:
        model = Page
        django_get_or_create = ("issue", "number")

    issue = factory.SubFactory(IssueFactory)
    number = 1
    name = "要闻"


class SectionFactory(factory.django.DjangoModelFactory[Section]):
    class Meta:
        model = Section
        django_get_or_create = ("name",)

    publication = factory.SubFactory(PublicationFactory)
    name = "调研视察"
    slug = factory.LazyAttribute(lambda section: section.name)


class UnitFactory(factory.django.DjangoModelFactory[Unit]):
    class Meta:
        model = Unit

    name = factory.Sequence(lambda n: f"第{n}中学")


class CorrespondentFactory(factory.django.DjangoModelFactory[Correspondent]):
    class Meta:
        model = Correspondent

    name = factory.Sequence(lambda n: f"周树{n}")


class ArticleFactory(factory.django.DjangoModelFactory[Article]):
    """A draft; ``status="published"`` sets the time of publishing too. The search index is not written."""

    class Meta:
        model = Article

    page = factory.SubFactory(PageFactory)
    position = factory.Sequence(lambda n: n + 1)
    headline = factory.Sequence(lambda n: f"水库春灌开闸放水{n}")
    place = "青川"
    dateline = "本报青川讯"
    body = "3月5日，县水务局组织春灌。\n\n灌区群众说，今年的水来得早。"
    status = Status.DRAFT

    @factory.lazy_attribute
    def published_at(self) -> dt.datetime | None:
        return timezone.now() if self.status == Status.PUBLISHED else None


class BylineFactory(factory.django.DjangoModelFactory[Byline]):
    class Meta:
        model = Byline

    article = factory.SubFactory(ArticleFactory)
    correspondent = factory.SubFactory(CorrespondentFactory)
    role = "通讯员"
    order = factory.Sequence(lambda n: n + 1)
    printed_name = factory.LazyAttribute(lambda byline: byline.correspondent.name)


def approved(**fields: Any) -> Article:
    """An article with all the signatures that its newspaper asks for."""
    article = ArticleFactory.create(status=Status.APPROVED, **fields)
    article.version = max(article.version, article.page.issue.publication.review_levels)
    article.save(update_fields=["version"])
    for behind in range(article.page.issue.publication.review_levels):
        signer = User.objects.get_or_create(username=f"signer-{behind}")[0]
        entry = Revision(article=article, version=article.version - behind, action=Action.SIGNED, actor=signer)
        entry.created_at, entry.text, entry.digest = timezone.now(), article.text_state(), str(behind)
        entry.save()
    return article


def published(**fields: Any) -> Article:
    """A published article, as a reader finds it."""
    return ArticleFactory.create(status=Status.PUBLISHED, **fields)
