"""What is too much for any address is refused before anything keeps it (fault 28); by a real server in test_server.py."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.test import Client
from django.urls import reverse

ADDRESSES = ("/language/", "/reading-settings/", reverse("admin:login"))
LARGE = settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1


@pytest.mark.parametrize("address", ADDRESSES)
def test_more_than_a_form_is_refused(address: str, client: Client, db: None) -> None:
    fields = {f"f{n}": "1" for n in range(20_000)}
    form = "application/x-www-form-urlencoded"
    answers = [
        client.post(address, "a=1", content_type=form, CONTENT_LENGTH=str(LARGE)),
        client.post(address, "a=" + "x" * LARGE, content_type=form),
        client.post(address, {"a": "x" * LARGE}),
        client.post(address, fields),
        client.post(address, headers={"X-Long": "x" * 10_000}),
    ]
    assert [answer.status_code for answer in answers] == [400] * 5
    assert all("无法识别这个请求" in answer.content.decode() for answer in answers)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_file_that_nobody_asked_for_is_never_written(
    address: str, client: Client, db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[object] = []
    monkeypatch.setattr(TemporaryFileUploadHandler, "new_file", lambda *args, **_kwargs: written.append(args))
    (tmp_path / "a.txt").write_bytes(b"x" * LARGE)
    with (tmp_path / "a.txt").open("rb") as file:
        answer = client.post(address, {"next": "/", "f": file})
    assert (answer.status_code, written) == (400, [])


def test_headers_of_a_browser_are_let_through(client: Client, db: None) -> None:
    assert client.get("/", headers={"Cookie": "a=" + "x" * 4000, "User-Agent": "x" * 500}).status_code == 200
