"""An article (稿件) from the parser's draft to the published text, and its bylines."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.body import opening_of, to_blocks
from articles.models.correspondent import Correspondent
from articles.models.publication import Issue, Page, Section
from articles.models.status import Status
from articles.parser.types import Block

if TYPE_CHECKING:
    from articles.models.picture import Picture

DESK_FIELDS = ("source_lines", "notes", "confidence", "alternatives")
DESK_PAGE_FIELDS = ("raw", "labels", "furniture", "leftover", "notes", "layout")


class ArticleQuerySet(models.QuerySet["Article"]):
    """Articles in the words of editors and readers."""

    def published(self) -> Self:
        """What a reader may see."""
        return self.filter(status=Status.PUBLISHED)

    def in_print_order(self) -> Self:
        """Newest issue first, then page and place on the page."""
        return self.order_by("-page__issue__date", "page__number", "position", "pk")

    def in_issues(self, issues: "Iterable[int] | models.QuerySet[Issue]") -> Self:
        """Those of the issues, found by their pages: by way of the issue SQLite would read all articles of their status."""
        return self.filter(page__in=Page.objects.filter(issue__in=issues).values("pk"))

    def read_alone(self) -> Self:
        """Without the pieces whose address leads on to their beginning."""
        return self.exclude(continued_from__status=Status.PUBLISHED, continued_from__continued_from=None)

    def open(self) -> Self:
        """What is still on its way to publication."""
        return self.exclude(status__in=[Status.PUBLISHED, Status.WITHDRAWN, Status.DISCARDED])

    def on_page(self) -> Self:
        """What stands on its page: all but what was discarded there."""
        return self.exclude(status=Status.DISCARDED)

    def awaiting_review(self) -> Self:
        """What waits for a signature."""
        return self.filter(status__in=[Status.SUBMITTED, Status.REVIEWED])

    def with_place(self) -> Self:
        """With page, issue, publication and section at hand, in one query."""
        return self.select_related("page__issue__publication", "section")

    def pictured(self) -> Self:
        """Each with ``page_is_pictured``: whether a reader may see the picture of its page."""
        return self.annotate(page_is_pictured=Exists(Page.objects.with_open_picture().filter(pk=OuterRef("page"))))

    def lean(self) -> Self:
        """With its place, without what only the desk needs."""
        return self.with_place().defer(*(f"page__{name}" for name in DESK_PAGE_FIELDS), *DESK_FIELDS)

    def tell_anew(self) -> None:
        """Give what is published to harvesters once more: a name in its records has changed, not its text."""
        self.published().update(changed_at=timezone.now())

    def for_readers(self) -> Self:
        """What a reader may see, with its place, without what only the desk needs."""
        return self.published().lean()


class Article(models.Model):
    """One article of a page; ``version`` counts up at each change."""

    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="articles", verbose_name=_("page"))
    position = models.PositiveIntegerField(_("position on the page"))
    kicker = models.CharField(_("kicker"), max_length=300, blank=True, help_text=_("The line above the headline."))
    headline = models.CharField(_("headline"), max_length=300, blank=True)
    subtitle = models.CharField(_("subtitle"), max_length=300, blank=True)
    section = models.ForeignKey(
        Section,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name=_("section"),
    )
    place = models.CharField(_("place"), max_length=50, blank=True, help_text=_("As in the dateline, such as 兰州."))
    dateline = models.CharField(_("dateline"), max_length=100, blank=True, help_text=_("As printed: 本报兰州讯."))
    body = models.TextField(
        _("body"),
        blank=True,
        help_text=_("A blank line between paragraphs; “## ” before a subhead, “> ” before a caption."),
    )
    correspondents: models.ManyToManyField[Correspondent, "Byline"] = models.ManyToManyField(
        Correspondent, through="Byline", related_name="articles", verbose_name=_("correspondents")
    )
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT, editable=False)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("last changed by"),
        help_text=_("Who last changed the text; empty when that was the parser."),
    )
    changed_at = models.DateTimeField(_("last changed"), auto_now=True)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True, editable=False)
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("claimed by"),
    )
    claimed_until = models.DateTimeField(_("claimed until"), null=True, blank=True, editable=False)
    source_lines = models.JSONField(
        _("source lines"), default=list, editable=False, help_text=_("Numbers of the raw lines it was made from.")
    )
    zones = models.JSONField(
        _("zones"),
        default=list,
        editable=False,
        help_text=_("Where it stands on the page: polygons of [x, y] in per-cent of width and height."),
    )
    notes = models.JSONField(_("notes"), default=list, editable=False)
    note_count = models.PositiveSmallIntegerField(_("notes"), default=0, editable=False)
    confidence = models.JSONField(_("confidence"), default=dict, editable=False)
    alternatives = models.JSONField(_("other headlines"), default=list, editable=False)
    continued_from = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="continuations",
        verbose_name=_("continued from"),
    )
    jump_from = models.PositiveSmallIntegerField(_("continued from page"), null=True, blank=True, editable=False)
    jump_to = models.PositiveSmallIntegerField(_("continued on page"), null=True, blank=True, editable=False)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["page", "position"]
        permissions = [
            ("submit_article", _("Can submit articles")),
            ("sign_article", _("Can sign articles")),
            ("send_back_article", _("Can send articles back")),
            ("publish_article", _("Can publish articles")),
            ("withdraw_article", _("Can withdraw articles")),
            ("correct_article", _("Can correct published articles")),
            ("take_over_article", _("Can take over what somebody else has claimed")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["page", "position"], name="article_position_once_a_page"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="article_status_in_list"),
            models.CheckConstraint(
                condition=Q(status=Status.PUBLISHED, published_at__isnull=False)
                | (~Q(status=Status.PUBLISHED) & Q(published_at__isnull=True)),
                name="article_published_with_time",
            ),
            models.CheckConstraint(
                condition=Q(claimed_by__isnull=True, claimed_until__isnull=True)
                | Q(claimed_by__isnull=False, claimed_until__isnull=False),
                name="article_claimed_with_time",
            ),
            models.CheckConstraint(condition=~Q(continued_from=F("pk")), name="article_not_continued_from_itself"),
        ]
        indexes = [
            models.Index(fields=["status", "page", "position"], name="article_by_status"),
            # A place or a column may have half of all articles: they are counted by year from the index alone.
            models.Index(fields=["place", "status", "page"], name="article_by_place"),
            models.Index(fields=["section", "status", "page"], name="article_by_section"),
            models.Index(fields=["changed_at", "id"], name="article_by_change"),
            models.Index(fields=["status", "changed_by"], name="article_by_changer"),
            models.Index(fields=["claimed_until"], condition=Q(claimed_until__isnull=False), name="article_held"),
        ]

    def __str__(self) -> str:
        return self.headline or self.opening

    def get_absolute_url(self) -> str:
        return reverse("article", args=[self.pk])

    @property
    def opening(self) -> str:
        """The first characters of the body, for an article without a headline."""
        return opening_of(self.blocks())

    def blocks(self) -> list[Block]:
        """The body as paragraphs, subheads and captions."""
        return to_blocks(self.body)

    def shown_pictures(self) -> "Iterable[Picture]":
        """The pictures that were printed with it, as a page shows them; from ``picture_rows`` where a query brought those."""
        rows = getattr(self, "picture_rows", None)
        return self.pictures.all() if rows is None else [self.pictures.model(**row) for row in rows]

    def claim_holder(self, now: datetime) -> User | None:
        """Who is working on it now, if the claim has not run out."""
        return self.claimed_by if self.claimed_until and self.claimed_until > now else None

    def text_state(
        self, bylines: Iterable["Byline"] | None = None, pictures: Iterable["Picture"] | None = None
    ) -> dict[str, Any]:
        """All that a revision keeps: each field an editor can change, and the status; bylines and pictures are read if not given."""
        bylines = self.bylines.all() if bylines is None else bylines
        pictures = self.pictures.all() if pictures is None else pictures
        return {
            "kicker": self.kicker,
            "headline": self.headline,
            "subtitle": self.subtitle,
            "section": self.section.name if self.section else "",
            "place": self.place,
            "dateline": self.dateline,
            "body": self.body,
            "bylines": [[byline.role, byline.printed_name] for byline in bylines],
            "pictures": [[picture.digest, picture.caption, picture.credit] for picture in pictures],
            "page": self.page_id,
            "position": self.position,
            "source_lines": self.source_lines,
            "status": self.status,
        }


class Byline(models.Model):
    """One name over or under an article (署名)."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="bylines", verbose_name=_("article"))
    correspondent = models.ForeignKey(
        Correspondent,
        on_delete=models.PROTECT,
        related_name="bylines",
        db_index=False,
        verbose_name=_("correspondent"),
    )
    role = models.CharField(_("role"), max_length=50, blank=True, help_text=_("As printed: 通讯员, 记者 …"))
    order = models.PositiveSmallIntegerField(_("order"))
    printed_name = models.CharField(_("name as printed"), max_length=100)

    class Meta:
        verbose_name = _("byline")
        verbose_name_plural = _("bylines")
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["article", "order"], name="byline_order_once_an_article"),
        ]
        indexes = [models.Index(fields=["correspondent", "article"], name="byline_by_correspondent")]

    def __str__(self) -> str:
        return f"{self.role} {self.printed_name}".strip()
