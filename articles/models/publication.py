"""The paper itself: title, issue of a day, page of an issue, standing column."""

import datetime as dt
from collections.abc import Container, Iterable
from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from articles.lines import numbers, printed, to_ranges
from articles.models.making import make_new
from articles.models.status import Status

MAX_PAGE_NUMBER = 999


class Publication(models.Model):
    """A newspaper title (报纸)."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    slug = models.SlugField(_("slug"), max_length=100, unique=True, allow_unicode=True)
    review_levels = models.PositiveSmallIntegerField(
        _("review levels"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(3)],
        help_text=_("How many different people must sign an article before it can be published (1–3)."),
    )

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(review_levels__range=(1, 3)), name="publication_review_levels_1_to_3"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return self.address("home")

    @cached_property
    def is_first(self) -> bool:
        """The first publication of a site needs no name in its addresses."""
        return not Publication.objects.filter(pk__lt=self.pk).exists()

    def address(self, name: str, *args: object) -> str:
        """The address called ``name`` in this publication: ``?publication=`` tells it from the first one's."""
        return reverse(name, args=args, query=None if self.is_first else {"publication": self.slug})


class IssueQuerySet(models.QuerySet["Issue"]):
    """Issues in the words of a reader."""

    def due(self, now: dt.datetime) -> Self:
        """Issues whose time to publish has come, and that were not published by it yet."""
        return self.filter(publish_at__lte=now, publish_done_at=None)

    def published(self) -> Self:
        """Issues with at least one published article."""
        # A join would collect the pages and articles of all years before it takes the newest issue.
        return self.filter(Exists(Page.objects.published().filter(issue=OuterRef("pk"))))


class Issue(models.Model):
    """One date of a publication (期)."""

    publication = models.ForeignKey(
        Publication, on_delete=models.PROTECT, related_name="issues", verbose_name=_("publication")
    )
    date = models.DateField(_("date"))
    publish_at = models.DateTimeField(
        _("publish at"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("When publish_due publishes what is approved."),
    )
    publish_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("publishing set by"),
    )
    publish_done_at = models.DateTimeField(_("published by publish_due at"), null=True, blank=True, editable=False)

    objects = IssueQuerySet.as_manager()

    class Meta:
        verbose_name = _("issue")
        verbose_name_plural = _("issues")
        ordering = ["-date", "publication"]
        constraints = [
            models.UniqueConstraint(fields=["publication", "date"], name="issue_once_a_day"),
            models.CheckConstraint(
                condition=Q(publish_at__isnull=False, publish_by__isnull=False)
                | Q(publish_at__isnull=True, publish_by__isnull=True, publish_done_at__isnull=True),
                name="issue_publish_at_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["date"], name="issue_by_date")]

    def __str__(self) -> str:
        return f"{self.publication} {self.date:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return self.publication.address("issue", self.date)


class PageQuerySet(models.QuerySet["Page"]):
    """Pages in the words of a reader."""

    def published(self) -> Self:
        """Pages with at least one published article."""
        return self.filter(articles__status=Status.PUBLISHED).distinct()

    def with_open_picture(self) -> Self:
        """Pages with a picture that a reader may see: it shows no text that is not published.

        An unpublished headline alone, without body and pictures, has nothing to hide, unless it was withdrawn; what was discarded
        is no article, as an advertisement is none.
        """
        unpublished = [status for status in Status if status not in (Status.PUBLISHED, Status.DISCARDED)]
        shows = Q(articles__body__gt="") | Q(articles__pictures__isnull=False) | Q(articles__status=Status.WITHDRAWN)
        hiding = Page.objects.filter(shows, pk=OuterRef("pk"), articles__status__in=unpublished)
        return self.published().exclude(picture="").exclude(Exists(hiding))

    def pictured(self) -> Self:
        """Each with ``is_pictured``: whether a reader may see its picture."""
        return self.annotate(is_pictured=Exists(Page.objects.with_open_picture().filter(pk=OuterRef("pk"))))


class Page(models.Model):
    """One page of an issue (版) with the raw text it came as; one that came as a PDF has pictures, large and small."""

    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="pages", verbose_name=_("issue"))
    number = models.PositiveSmallIntegerField(
        _("page number"), validators=[MinValueValidator(1), MaxValueValidator(MAX_PAGE_NUMBER)]
    )
    name = models.CharField(_("page name"), max_length=100, blank=True)
    raw = models.TextField(_("raw text"), blank=True)
    source = models.CharField(_("source"), max_length=500, blank=True, help_text=_("The file that the text is from."))
    digest = models.CharField(_("digest of the source"), max_length=64, blank=True, db_index=True)
    labels = models.JSONField(_("section labels"), default=list, blank=True)
    furniture = models.JSONField(_("furniture lines"), default=list, blank=True)
    leftover = models.JSONField(_("leftover lines"), default=list, blank=True)
    notes = models.JSONField(_("notes"), default=list, blank=True)
    picture = models.CharField(_("digest of the picture"), max_length=64, blank=True, editable=False, db_index=True)
    small_picture = models.CharField(
        _("digest of the small picture"), max_length=64, blank=True, editable=False, db_index=True
    )
    picture_width = models.PositiveIntegerField(_("width of the picture"), default=0, editable=False)
    picture_height = models.PositiveIntegerField(_("height of the picture"), default=0, editable=False)
    layout = models.JSONField(
        _("places of the lines"),
        default=dict,
        editable=False,
        help_text=_("Of a page that came as a PDF: where each line and picture stands (articles.parser.layout)."),
    )

    objects = PageQuerySet.as_manager()

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        ordering = ["issue", "number"]
        constraints = [
            models.UniqueConstraint(fields=["issue", "number"], name="page_once_an_issue"),
            models.CheckConstraint(condition=Q(number__range=(1, MAX_PAGE_NUMBER)), name="page_number_in_range"),
            models.CheckConstraint(
                condition=Q(picture="", small_picture="", picture_width=0, picture_height=0)
                | (~Q(picture="") & ~Q(small_picture="") & Q(picture_width__gt=0, picture_height__gt=0)),
                name="page_picture_whole_or_none",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.issue} {self.label}"

    def get_absolute_url(self) -> str:
        return self.issue.publication.address("page", self.issue.date, self.number)

    def account(self, held: Container[int], furniture: Iterable[int]) -> bool:
        """Say which lines are furniture, these too, and which are in no article, ``held`` being in one; whether that is new."""
        outside = {number for number in printed(self.raw) if number not in held}
        known = outside & {*numbers(self.furniture), *furniture}
        before = (self.furniture, self.leftover)
        self.furniture, self.leftover = to_ranges(known, self.raw), to_ranges(outside - known, self.raw)
        return before != (self.furniture, self.leftover)

    @property
    def number_label(self) -> str:
        """第03版."""
        return _("Page %(number)02d") % {"number": self.number}

    @property
    def label(self) -> str:
        """As it is printed: 第03版 or 第03版：要闻."""
        label = self.number_label
        return _("%(page)s: %(name)s") % {"page": label, "name": self.name} if self.name else label


class Section(models.Model):
    """A standing column (栏目), such as 调研视察."""

    publication = models.ForeignKey(
        Publication, on_delete=models.PROTECT, related_name="sections", verbose_name=_("publication")
    )
    name = models.CharField(_("name"), max_length=100)
    slug = models.SlugField(_("slug"), max_length=120, unique=True, allow_unicode=True)

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["publication", "name"], name="section_once_a_publication"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("section", args=[self.slug])


def section_named(publication: Publication, name: str) -> Section | None:
    """The publication's section of this name, made if there is none; None for no name."""
    return named_sections(publication, {name})[name] if name else None


def named_sections(publication: Publication, names: set[str]) -> dict[str, Section]:
    """The publication's sections by name; those that are not there are made."""
    sections = {section.name: section for section in Section.objects.filter(publication=publication, name__in=names)}
    return sections | {name: _new_section(publication, name) for name in sorted(names - sections.keys())}


def _new_section(publication: Publication, name: str) -> Section:
    """The section, under its plain slug if that is free: one query then."""
    slug = _stem(Section, name)
    while True:
        if made := make_new(Section, [{"publication_id": publication.pk, "name": name, "slug": slug}]):
            return made[0]
        if quicker := Section.objects.filter(publication=publication, name=name).first():
            return quicker
        slug = free_slug(Section, name)  # another section has that one


def free_slug(model: type[Publication] | type[Section], name: str) -> str:
    """A slug for ``name`` that no row of ``model`` has yet: 要闻, 要闻-2 …"""
    stem = _stem(model, name)
    taken = set(model._default_manager.filter(slug__startswith=stem).values_list("slug", flat=True))
    return next(slug for slug in _numbered(stem, len(taken)) if slug not in taken)


def _stem(model: type[Publication] | type[Section], name: str) -> str:
    return slugify(name, allow_unicode=True)[:100] or model._meta.model_name or "x"


def _numbered(stem: str, most: int) -> list[str]:
    return [stem, *(f"{stem}-{n}" for n in range(2, most + 3))]
