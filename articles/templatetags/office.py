"""Filters of the admin site's pages."""

from django import template
from django.contrib.auth.models import AbstractBaseUser, User

register = template.Library()


@register.filter
def display_name(user: User | AbstractBaseUser | None) -> str:
    """The full name, surname first where it is a Chinese one, or the name that one logs in with."""
    if not isinstance(user, User):
        return ""
    full = f"{user.last_name}{user.first_name}"
    return (user.get_full_name() if full.isascii() else full) or user.get_username()
