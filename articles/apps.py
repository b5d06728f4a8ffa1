"""The one app of Newsroom, and the admin site that it brings."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    """Pages, articles and the people who write them."""

    name = "articles"
    default = True
    verbose_name = _("Newsroom")


class NewsroomAdminConfig(admin_apps.AdminConfig):
    """Django's admin with our site in place of its own."""

    default = False
    default_site = "articles.admin_site.NewsroomAdminSite"
