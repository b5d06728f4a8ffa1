"""The way in: who asks comes with his session and with all that he may do, in one query."""

from contextvars import ContextVar
from functools import partial

from django.contrib import auth
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser, User
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from newsroom.permissions import knowing_his_permissions, permissions_of
from newsroom.sessions import SessionStore

# The session whose user Django is about to check; set no longer than that takes, so that no other request finds it.
_checked: ContextVar[SessionStore | None] = ContextVar("checked", default=None)


class WithSession(AuthenticationMiddleware):
    """Django's own; the backend is told whose session it is asked for, which has brought its user."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        request.user = SimpleLazyObject(partial(_user_of, request))  # type: ignore[assignment]  # as Django does


class WithPermissions(ModelBackend):
    """Django's own backend; who is logged in is read together with his permissions, unless his session has brought him."""

    def get_user(self, user_id: int) -> User | None:
        """Whose session it is; None where he is gone or may not log in any more."""
        session = _checked.get()
        user = session.user if session and session.user and session.user.pk == user_id else _asked_for(user_id)
        return user if user and self.user_can_authenticate(user) else None


def _user_of(request: HttpRequest) -> User | AnonymousUser:
    """Whom the session tells, if Django's checks let him pass."""
    token = _checked.set(request.session)  # type: ignore[arg-type]  # SESSION_ENGINE's
    try:
        return auth.get_user(request)
    finally:
        _checked.reset(token)


def _asked_for(key: int) -> User | None:
    user = User.objects.annotate(**permissions_of("pk")).filter(pk=key).first()
    return knowing_his_permissions(user, user) if user else None
