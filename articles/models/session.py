"""Who is logged in where."""

from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models


class Session(AbstractBaseSession):
    """A session that knows its user, so that both are read in one query; who is deleted is logged out with it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+")

    class Meta(AbstractBaseSession.Meta):  # type: ignore[name-defined,misc]  # the stubs leave it out
        default_permissions = ()  # nobody has to see them

    def __str__(self) -> str:  # the key would let in whoever reads it where an account is to be deleted
        return str(self.user)

    @classmethod
    def get_session_store_class(cls) -> Any:
        """What reads ``session_data``."""
        return import_module(settings.SESSION_ENGINE).SessionStore
