"""How somebody reads: script by the address, type size and appearance by cookies that a form sets."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language

from articles.views.language import own_form
from articles.views.traditional import is_traditional

# What may be chosen, the default first; each stands in a cookie of its own.
CHOICES = {"size": ("standard", "large"), "appearance": ("system", "light", "dark")}
COOKIE_SECONDS = 365 * 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class ReadingSettings:
    """All that makes an anonymous reader's page differ from another one's at the same address; few values each."""

    language: str
    script: str
    size: str
    appearance: str


def reading_settings(request: HttpRequest) -> ReadingSettings:
    """Those of a request; what no form of ours has set counts as the default, so that nobody can make endless variants."""
    return ReadingSettings(
        language=get_language() or settings.LANGUAGE_CODE,
        script="hant" if is_traditional(request) else "hans",
        size=_chosen(request, "size"),
        appearance=_chosen(request, "appearance"),
    )


@own_form
def choose(request: HttpRequest) -> HttpResponse:
    """Keep what was chosen in cookies and go back to ``next``, which must be of this site."""
    target = request.POST.get("next", "")
    is_own = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    response = HttpResponseRedirect(target if is_own else resolve_url("home"))
    for name, values in CHOICES.items():
        value = request.POST.get(name)
        if value in values:
            response.set_cookie(
                _cookie(name), value, COOKIE_SECONDS, secure=settings.HTTPS, httponly=True, samesite="Lax"
            )
    return response


def _chosen(request: HttpRequest, name: str) -> str:
    value = request.COOKIES.get(_cookie(name), "")
    return value if value in CHOICES[name] else CHOICES[name][0]


def _cookie(name: str) -> str:
    return f"reading_{name}"
