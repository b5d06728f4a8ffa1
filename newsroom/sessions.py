"""Sessions in the database that end, 30 minutes after the last request, 12 hours after the first; each comes with its user.

Source: https://docs.djangoproject.com/en/5.2/topics/http/sessions/#extending-database-backed-session-engines
"""

import time
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.backends import db
from django.utils import timezone

from articles.models import Session
from newsroom.permissions import knowing_his_permissions, permissions_of

IDLE_SECONDS = 30 * 60
WHOLE_SECONDS = 12 * 60 * 60
NOTED_EVERY = 60  # seconds; a row written at each request would queue behind an import on SQLite
_BEGAN, _SEEN = "began_at", "seen_at"


class SessionStore(db.SessionStore):
    """What ``SESSION_ENGINE`` names: a session that is over is as good as none.

    ``user`` is whose it was when it was read, with his permissions.
    """

    user: User | None = None

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """Django's way to a table of one's own."""
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """The row, which knows the user whom Django has put among the values."""
        row: Any = super().create_model_instance(data)
        row.user_id = data.get(SESSION_KEY)
        return row  # type: ignore[no-any-return]  # of ``get_model_class``

    def load(self) -> dict[str, Any]:
        """The session's values; notes when they were asked for."""
        kept, now = self._read(), time.time()
        if not kept:
            return kept
        if now - kept.get(_SEEN, now) > IDLE_SECONDS or now - kept.get(_BEGAN, now) > WHOLE_SECONDS:
            self.flush()
            return {}
        if now - kept.get(_SEEN, 0) > NOTED_EVERY:
            kept |= {_BEGAN: kept.get(_BEGAN, now), _SEEN: now}
            self.modified = True
        return kept

    def _validate_session_key(self, key: str | None) -> bool:
        """Whether the key may be one: what a browser sends may hold a NUL, which PostgreSQL refuses."""
        return bool(key and key.isascii() and key.isalnum() and super()._validate_session_key(key))  # type: ignore[misc]  # the stubs leave it out

    def _read(self) -> dict[str, Any]:
        """The values as they are kept; a key of no session is forgotten, as Django does."""
        rows = Session.objects.select_related("user").annotate(**permissions_of("user"))
        row = rows.filter(session_key=self.session_key, expire_date__gt=timezone.now()).first()
        if row is None:
            self._session_key = None
            return {}
        self.user = knowing_his_permissions(row.user, row) if row.user else None
        return self.decode(row.session_data)
