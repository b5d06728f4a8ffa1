"""The pages for what is not there and for what went wrong on our side."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views import defaults

from articles.views.caching import is_somebodys
from articles.views.json.answers import answer, asks_for_json
from articles.views.paper import all_publications
from articles.views.traditional import in_its_script

RETRY_SECONDS = "5"


def not_found(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """404 under the newspaper's own masthead; why is not told, so that a draft is as good as nothing."""
    if asks_for_json(request):
        return _to_one_browser(request, answer({"error": "not found"}, status=404))
    publications = all_publications()
    context = {"publications": publications, "publication": publications[0] if publications else None}
    return _to_one_browser(request, in_its_script(request, render(request, "404.html", context, status=404)))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """400 for an address that says what cannot be."""
    if asks_for_json(request):
        return _to_one_browser(request, answer({"error": "bad request"}, status=400))
    return _to_one_browser(request, in_its_script(request, defaults.bad_request(request, exception)))


def server_error(request: HttpRequest) -> HttpResponse:
    """500; or 503 while the database is away, so that caches and search engines come again."""
    if isinstance(sys.exception(), OperationalError | InterfaceError):
        response = render(request, "503.html", status=503)
        response["Retry-After"] = RETRY_SECONDS
        return response
    return render(request, "500.html", status=500)


def _to_one_browser(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """The answer, to be kept nowhere if it is somebody's."""
    if is_somebodys(request):
        patch_cache_control(response, private=True, no_store=True)
    return response
