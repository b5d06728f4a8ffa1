"""The reader's choice between Chinese and English."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from django.views.i18n import set_language


# A token would make each anonymous page another one, which no cache could keep; the Origin header does instead:
# https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Origin
@csrf_exempt
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Keep the choice in a cookie and go back to ``next``, which must be of this site."""
    own = f"{request.scheme}://{request.get_host()}"
    if request.headers.get("Origin", own) not in {own, *settings.CSRF_TRUSTED_ORIGINS}:
        raise PermissionDenied("the form of another site")
    return set_language(request)
