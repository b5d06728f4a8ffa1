"""How JSON is answered."""

from typing import Any

from django.http import HttpRequest, JsonResponse

SUFFIXES = (".json", ".jsonl")


def answer(told: dict[str, Any], status: int = 200) -> JsonResponse:
    """JSON as UTF-8, for people who look at it too."""
    return JsonResponse(told, status=status, json_dumps_params={"ensure_ascii": False})


def asks_for_json(request: HttpRequest) -> bool:
    """Whether the address is one for programs, which read JSON also where nothing is found."""
    return request.path_info.endswith(SUFFIXES)


def site_of(request: HttpRequest) -> str:
    """Scheme and host, to which each path is added."""
    return request.build_absolute_uri("/").rstrip("/")


def json_path(path: str) -> str:
    """Where a page is told as JSON: ``/issues/2026-07-14/`` at ``/issues/2026-07-14.json``, ``/`` at ``/index.json``."""
    place, mark, query = path.partition("?")
    return f"{place.rstrip('/') or '/index'}.json{mark}{query}"
