"""What a browser, a cache in between and this process may keep of a reading page."""

import re
from collections.abc import Callable, Collection, Hashable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.response import SimpleTemplateResponse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.http import require_safe

from articles.models.edition import current_edition
from articles.views.issue import ZOOMS
from articles.views.kept import KeptPage, KeptPages
from articles.views.reading_settings import reading_settings
from articles.views.traditional import in_its_script

SHARED_SECONDS = 60
VARY = ("Accept-Language", "Cookie", "Accept-Encoding")
# What a page may be asked for and is kept with, if its view knows of it; few values, so that nobody fills the memory with one page.
KEPT_VALUES = {"page": "[1-9][0-9]{0,5}", "publication": ".+", "year": "[0-9]{4}", "zoom": "|".join(ZOOMS)}
LONGEST_ADDRESS = 200  # characters of one that is kept
_GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))")
View = Callable[..., HttpResponseBase]

kept_pages = KeptPages(settings.KEPT_PAGES_MB * 1024 * 1024)


def reading(view: View, *queries: str) -> View:
    """Anybody's page is kept until something changes, and asked for again by its ETag; a user's is never kept.

    ``queries`` are those of KEPT_VALUES that the view looks at.
    """

    @require_safe
    @wraps(view)
    def wrapped(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        def make() -> HttpResponseBase:
            return in_its_script(request, view(request, *args, **kwargs))

        response = make() if request.user.is_authenticated else _anybodys(request, make, queries)
        if is_somebodys(request):
            patch_cache_control(response, private=True, no_store=True)
        else:
            # A browser asks each time (0 s), so that a change of language or a withdrawal shows at once.
            patch_cache_control(response, public=True, max_age=0, s_maxage=SHARED_SECONDS, must_revalidate=True)
        patch_vary_headers(response, VARY)
        return response

    return wrapped


def is_somebodys(request: HttpRequest) -> bool:
    """Whether the answer goes to one browser only: it has a session, or had one, and the answer takes that cookie back."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES


def unkept(view: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """For answers about this very moment."""

    @require_safe
    @wraps(view)
    def wrapped(request: HttpRequest) -> HttpResponse:
        response = view(request)
        patch_cache_control(response, no_store=True)
        return response

    return wrapped


def _anybodys(request: HttpRequest, make: Callable[[], HttpResponseBase], queries: Collection[str]) -> HttpResponseBase:
    """The page as it is kept, or else made; what is no page for everybody goes out as it is."""
    key = _key(request, queries)
    # Asked before the page is made, or a change meanwhile would be missed. Without one nothing is kept.
    edition = current_edition() if key else ""
    page = kept_pages.find(key, edition) if edition else None
    if page is None:
        response = make()
        if isinstance(response, SimpleTemplateResponse):
            response.render()
        if not isinstance(response, HttpResponse) or not _is_everybodys(request, response):
            return response
        page = KeptPage.of(response)
        if edition:
            kept_pages.keep(key, edition, page)
    return page.answer(accepts_gzip=bool(_GZIP.search(request.headers.get("Accept-Encoding", ""))))


def _key(request: HttpRequest, queries: Collection[str]) -> Hashable | None:
    """What tells a page from all others; None where it is not kept."""
    address = request.get_full_path()
    if not kept_pages.most or len(address) > LONGEST_ADDRESS or not _is_as_we_write(request, queries):
        return None
    return request.scheme, request.get_host(), address, reading_settings(request)


def _is_as_we_write(request: HttpRequest, queries: Collection[str]) -> bool:
    """Whether the address asks for nothing but ``queries``, each once, and written in the way of our links."""
    if request.META.get("QUERY_STRING", "") != request.GET.urlencode():
        return False
    asked = request.GET.lists()
    return all(
        name in queries and len(values) == 1 and re.fullmatch(KEPT_VALUES[name], values[0]) for name, values in asked
    )


def _is_everybodys(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether the answer is a page with nothing of this one reader's in it: no cookie, no form's token, no message."""
    is_personal = response.cookies or "CSRF_COOKIE_NEEDS_UPDATE" in request.META or request._messages.used  # type: ignore[attr-defined]  # of the middleware
    return response.status_code == 200 and not is_personal
