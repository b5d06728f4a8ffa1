"""The people who write: correspondents and the units they belong to."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class Unit(models.Model):
    """A unit (单位) that correspondents write from."""

    name = models.CharField(_("name"), max_length=100, unique=True)

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Correspondent(models.Model):
    """A person who writes (通讯员, 记者); namesakes are told apart by their unit."""

    name = models.CharField(_("name"), max_length=100)
    unit = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="correspondents",
        verbose_name=_("unit"),
    )

    class Meta:
        verbose_name = _("correspondent")
        verbose_name_plural = _("correspondents")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["name", "unit"], name="correspondent_once_a_unit"),
            models.UniqueConstraint(
                fields=["name"], condition=Q(unit__isnull=True), name="correspondent_once_without_unit"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="correspondent_has_a_name"),
        ]

    def __str__(self) -> str:
        return _("%(name)s (%(unit)s)") % {"name": self.name, "unit": self.unit} if self.unit else self.name

    def get_absolute_url(self) -> str:
        return reverse("correspondent", args=[self.pk])
