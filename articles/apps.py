"""The one app of Newsroom."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    """Pages, articles and the people who write them."""

    name = "articles"
    verbose_name = _("Newsroom")
