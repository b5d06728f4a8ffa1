"""The reader's choice between Chinese and English."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from django.views.i18n import set_language


def own_form(view: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """For a form of a reading page: POST only, and from this site."""

    # A token would make each anonymous page another one, which no cache could keep; the Origin header does instead:
    # https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Origin
    @csrf_exempt
    @require_POST
    @wraps(view)
    def wrapped(request: HttpRequest) -> HttpResponse:
        own = f"{request.scheme}://{request.get_host()}"
        if request.headers.get("Origin", own) not in {own, *settings.CSRF_TRUSTED_ORIGINS}:
            raise PermissionDenied("the form of another site")
        return view(request)

    return wrapped


@own_form
def language(request: HttpRequest) -> HttpResponse:
    """Keep the choice in a cookie and go back to ``next``, which must be of this site."""
    return set_language(request)
