"""Where an article stands on its way to the reader."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """Where an article stands; ``articles.review`` alone moves it."""

    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    REVIEWED = "reviewed", _("reviewed")
    APPROVED = "approved", _("approved")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")
    DISCARDED = "discarded", _("discarded")


PUBLIC = (Status.PUBLISHED, Status.WITHDRAWN)  # a reader has seen it, and finds it or a notice
EDITABLE = (Status.DRAFT, Status.SUBMITTED)  # before the first signature
