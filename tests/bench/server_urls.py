"""The site's addresses, and a view that does nothing, behind the same middleware."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from newsroom import urls


def hello(request: HttpRequest) -> HttpResponse:
    """What any page is measured against."""
    return HttpResponse("hello")


urlpatterns = [path("hello/", hello), *urls.urlpatterns]
