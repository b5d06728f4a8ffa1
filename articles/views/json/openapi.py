"""What the JSON says, told to programs: ``articles/openapi.json``, by https://spec.openapis.org/oas/v3.1.0."""

from functools import cache
from pathlib import Path

from django.http import HttpRequest, HttpResponse

PATH = Path(__file__).parents[2] / "openapi.json"


def openapi(request: HttpRequest) -> HttpResponse:
    """The description of all addresses that answer with JSON."""
    return HttpResponse(_description(), content_type="application/json")


@cache
def _description() -> bytes:
    return PATH.read_bytes()
