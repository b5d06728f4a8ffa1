"""Filters of the admin site's pages."""

import datetime as dt

from django import template
from django.contrib.auth.models import AbstractBaseUser, User
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def display_name(user: User | AbstractBaseUser | None) -> str:
    """The full name, surname first where it is a Chinese one, or the name that one logs in with."""
    if not isinstance(user, User):
        return ""
    full = f"{user.last_name}{user.first_name}"
    return (user.get_full_name() if full.isascii() else full) or user.get_username()


@register.filter
def ago(moment: dt.datetime) -> str:
    """How long ago it was, in one unit."""
    if timezone.now() - moment < dt.timedelta(minutes=1):
        return _("just now")
    return _("%(time)s ago") % {"time": timesince(moment, depth=1)}
