"""What a browser or a cache in between may keep of a reading page."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.http import require_safe

from articles.views.traditional import in_its_script

SHARED_SECONDS = 60
View = Callable[..., HttpResponseBase]


def reading(view: View) -> View:
    """Anybody's page may be kept for a minute and is then asked for again by its ETag; a user's is never kept."""

    @require_safe
    @wraps(view)
    def wrapped(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        response = in_its_script(request, view(request, *args, **kwargs))
        if request.user.is_authenticated:
            patch_cache_control(response, private=True, no_store=True)
        else:
            # A browser asks each time (0 s), so that a change of language or a withdrawal shows at once.
            patch_cache_control(response, public=True, max_age=0, s_maxage=SHARED_SECONDS, must_revalidate=True)
        patch_vary_headers(response, ["Accept-Language", "Cookie"])
        return response

    return wrapped


def unkept(view: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """For answers about this very moment."""

    @require_safe
    @wraps(view)
    def wrapped(request: HttpRequest) -> HttpResponse:
        response = view(request)
        patch_cache_control(response, no_store=True)
        return response

    return wrapped
