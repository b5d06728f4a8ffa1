"""The feeds of the newspaper, of a section, of a correspondent."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.feeds.articles import ITEMS, ArticlesFeed, told
from articles.models import Article, ArticleQuerySet, Byline, Correspondent, Publication, Section
from articles.views.paper import all_publications, asked_publication
from articles.xml import in_xml

ISSUES = 5
MOST = 300  # articles of an issue


class PaperFeed(ArticlesFeed[Publication]):
    """The newest issue whole, and what the issues before it still have room for; old years that are loaded later do not flood it."""

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Publication:
        """The newspaper of ``?publication=``, else the first."""
        return asked_publication(request, all_publications())

    def title(self, obj: Publication) -> str:
        return in_xml(obj.name)

    def subtitle(self, obj: Publication) -> str:
        return in_xml(_("The latest articles of %(publication)s") % {"publication": obj.name})

    def link(self, obj: Publication) -> str:
        return obj.get_absolute_url()

    def address(self, obj: Publication) -> str:
        return obj.address(self.address_name)

    def items(self, obj: Publication) -> Iterable[Article]:
        issues = list(obj.issues.published().order_by("-date").values_list("pk", flat=True)[:ISSUES])
        newest = Article.objects.published().read_alone().in_issues(issues[:1]).count()
        return told(Article.objects.in_issues(issues)).in_print_order()[: min(max(newest, ITEMS), MOST)]


class SectionFeed(ArticlesFeed[Section]):
    """The newest articles of a standing column; one without any is as good as none."""

    name = "section_feed"

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Section:
        """The column that the address names."""
        read = Section.objects.filter(
            pk__in=Article.objects.published().filter(section__slug=kwargs["slug"]).values("section")
        )
        return get_object_or_404(read.select_related("publication"))

    def title(self, obj: Section) -> str:
        return in_xml(f"{obj.name} · {obj.publication.name}")

    def subtitle(self, obj: Section) -> str:
        return in_xml(_("The latest articles of %(publication)s") % {"publication": self.title(obj)})

    def link(self, obj: Section) -> str:
        return obj.get_absolute_url()

    def address(self, obj: Section) -> str:
        return reverse(self.address_name, args=[obj.slug])

    def articles(self, obj: Section) -> ArticleQuerySet:
        return Article.objects.filter(section=obj)


class CorrespondentFeed(ArticlesFeed[Correspondent]):
    """The newest articles of a person; who has none published is as good as nobody."""

    name = "correspondent_feed"

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Correspondent:
        """The person that the address names."""
        read = Byline.objects.filter(correspondent=OuterRef("pk"), article__in=Article.objects.published())
        return get_object_or_404(Correspondent.objects.select_related("unit"), Exists(read), pk=kwargs["pk"])

    def title(self, obj: Correspondent) -> str:
        return in_xml(str(obj))

    def subtitle(self, obj: Correspondent) -> str:
        return in_xml(_("The latest articles of %(publication)s") % {"publication": obj})

    def link(self, obj: Correspondent) -> str:
        return obj.get_absolute_url()

    def address(self, obj: Correspondent) -> str:
        return reverse(self.address_name, args=[obj.pk])

    def articles(self, obj: Correspondent) -> ArticleQuerySet:
        return Article.objects.filter(pk__in=Byline.objects.filter(correspondent=obj).values("article"))
