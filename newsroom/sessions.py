"""Sessions in the database that end: 30 minutes after the last request, 12 hours after the first."""

import time
from typing import Any

from django.contrib.sessions.backends import db

IDLE_SECONDS = 30 * 60
WHOLE_SECONDS = 12 * 60 * 60
NOTED_EVERY = 60  # seconds; a row written at each request would queue behind an import on SQLite
_BEGAN, _SEEN = "began_at", "seen_at"


class SessionStore(db.SessionStore):
    """What ``SESSION_ENGINE`` names: a session that is over is as good as none."""

    def load(self) -> dict[str, Any]:
        """The session's values; notes when they were asked for."""
        kept, now = super().load(), time.time()
        if not kept:
            return kept
        if now - kept.get(_SEEN, now) > IDLE_SECONDS or now - kept.get(_BEGAN, now) > WHOLE_SECONDS:
            self.flush()
            return {}
        if now - kept.get(_SEEN, 0) > NOTED_EVERY:
            kept |= {_BEGAN: kept.get(_BEGAN, now), _SEEN: now}
            self.modified = True
        return kept
