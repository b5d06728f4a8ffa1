"""A picture by its digest: for everybody if all that it shows is published, else for the office."""

from django.db.models import Q
from django.http import FileResponse, Http404, HttpRequest
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from articles import media
from articles.models import Page, Picture
from articles.views.caching import SHARED_SECONDS


@require_safe
def picture(request: HttpRequest, digest: str) -> FileResponse:
    """The JPEG; one that is not open to this person is as good as none."""
    of_page = Q(picture=digest) | Q(small_picture=digest)
    is_open = (
        Page.objects.with_open_picture().filter(of_page).exists()
        or Picture.objects.published().filter(digest=digest).exists()
    )
    if not is_open and not (_is_of_the_office(request) and _is_known(of_page, digest)):
        raise Http404("no such picture")
    response = _file(digest)
    if is_open:
        # What a digest names never changes, but a withdrawal shuts it: a browser asks each time, and mostly gets a 304.
        patch_cache_control(response, public=True, max_age=0, s_maxage=SHARED_SECONDS, must_revalidate=True)
    else:
        patch_cache_control(response, private=True, no_store=True)
    return response


def _is_of_the_office(request: HttpRequest) -> bool:
    return request.user.is_active and request.user.is_staff and request.user.has_perm("articles.view_article")


def _is_known(of_page: Q, digest: str) -> bool:
    return Page.objects.filter(of_page).exists() or Picture.objects.filter(digest=digest).exists()


def _file(digest: str) -> FileResponse:
    try:
        response = FileResponse(media.open_picture(digest), content_type="image/jpeg")
    except FileNotFoundError:
        raise Http404("no such picture") from None
    response["ETag"] = f'"{digest}"'
    return response
