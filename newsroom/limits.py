"""What is too much to be looked at, refused before anything keeps it; Django's own limits are in the settings."""

from collections.abc import Callable
from typing import NoReturn

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest
from django.http.response import HttpResponseBase

MOST_OF_HEADERS = 8 * 1024  # characters; the cookies of an editor take 1,000


def limits(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: 400 for headers that are too long."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if sum(map(len, request.headers.values())) > MOST_OF_HEADERS:
            raise RequestDataTooBig("headers too long")
        return get_response(request)

    return answer


class NoFiles(FileUploadHandler):
    """Refuses any file with 400: only the upload page takes some, by a handler of its own. Django's would fill the disk first."""

    def new_file(self, *_args: object, **_kwargs: object) -> NoReturn:
        raise RequestDataTooBig("a file where none was asked for")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Never called: there is no file."""

    def file_complete(self, file_size: int) -> None:
        """Never called: there is no file."""
