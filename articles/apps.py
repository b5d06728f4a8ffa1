"""The one app of Newsroom, and the admin site that it brings."""

from django.apps import AppConfig, apps
from django.contrib import admin
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

    def ready(self) -> None:
        """Without the task queue's own lists: the batches show what an operator needs, and its jobs are not to be edited."""
        super().ready()
        if apps.is_installed("procrastinate.contrib.django"):
            for model in apps.get_app_config("procrastinate").get_models():
                if admin.site.is_registered(model):
                    admin.site.unregister(model)
