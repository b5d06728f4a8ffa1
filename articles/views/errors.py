"""The page for what went wrong on our side."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

RETRY_SECONDS = "5"


def server_error(request: HttpRequest) -> HttpResponse:
    """500; or 503 while the database is away, so that caches and search engines come again."""
    if isinstance(sys.exception(), OperationalError | InterfaceError):
        response = render(request, "503.html", status=503)
        response["Retry-After"] = RETRY_SECONDS
        return response
    return render(request, "500.html", status=500)
