"""What only a real server shows: slow clients, floods, and how it stops (faults 27, 28, 38)."""

import re
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from django.contrib.auth.models import User
from pytest_django import DjangoDbBlocker

from articles import review
from articles.models.edition import readers_see_a_change
from tests.children import point_children_here
from tests.factories import published
from tests.server import STOPS_WITHIN, Server, a_server, request, status_of

SLOW = 60
LARGE = 50 * 1024 * 1024
FORM = b"language=en&next=/"
PUBLIC = ("/language/", "/reading-settings/", "/", "/articles/1/", "/admin/login/")


@pytest.fixture(scope="module")
def environment(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, str]]:
    """That of a server on the tests' database, which is empty."""
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        point_children_here(patch, tmp_path_factory.mktemp("server"))
        yield {"DJANGO_SETTINGS_MODULE": "tests.settings", "KEPT_PAGES_MB": "1"}


@pytest.fixture(scope="module")
def server(environment: dict[str, str]) -> Iterator[Server]:
    with a_server(environment) as server:
        yield server


def begin(server: Server, sent: int = 4) -> socket.socket:
    """A form of which only the first bytes have come."""
    connection = server.connect()
    whole = request("POST", "/language/", body=FORM)
    connection.sendall(whole[: sent - len(FORM)])
    return connection


def flood(server: Server, whole: bytes, more: int) -> int:
    """The status that comes while ``more`` bytes are sent after the ``whole`` head."""
    with server.connect() as connection:
        try:
            connection.sendall(whole)
            for _block in range(0, more, 65536):
                connection.sendall(b"x" * 65536)
        except OSError:  # it has answered and hung up
            pass
        return status_of(connection)


def test_sixty_slow_clients_keep_nobody_waiting(server: Server) -> None:
    with ExitStack() as stack:
        for number in range(SLOW):
            slow = stack.enter_context(begin(server) if number % 4 else server.connect())
            if number % 4 == 0:
                slow.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
        answers = [server.ask(request("GET", "/")) for _time in range(3)]
    assert [status for status, _seconds in answers] == [200] * 3
    assert min(seconds for _status, seconds in answers) < 1


@pytest.mark.parametrize("address", PUBLIC)
def test_floods_are_refused_and_take_no_memory(address: str, server: Server) -> None:
    server.ask(request("GET", address))
    before = server.memory()
    form = {"Content-Type": "application/x-www-form-urlencoded", "Content-Length": str(LARGE)}
    part = b'--b\r\nContent-Disposition: form-data; name="f"; filename="a.txt"\r\n\r\n'
    parts = {"Content-Type": "multipart/form-data; boundary=b", "Content-Length": str(LARGE + len(part))}
    many = "&".join(f"f{n}=1" for n in range(20_000)).encode()
    statuses = [
        flood(server, request("POST", address, form), LARGE),
        flood(server, request("POST", address, parts) + part, LARGE),
        flood(server, request("POST", address, body=many), 0),
        flood(server, request("GET", address, {"X-Long": "x" * 10_000}), 0),
        flood(server, request("GET", address, {"Cookie": "a=" + "x" * 10_000}), 0),
    ]
    # Without a token nothing of a form is read at all: 403.
    assert set(statuses[:3]) <= {400, 403, 413}
    assert set(statuses[3:]) == {400}
    assert server.memory() - before < 16


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_what_one_process_withdraws_another_one_shows_no_more(server: Server) -> None:
    article, chief = published(headline="水库开闸放水"), User.objects.create_superuser("chief")
    readers_see_a_change()
    address = article.get_absolute_url()
    with server.connect() as connection:
        connection.sendall(request("GET", address))
        etag = re.search(rb"etag: (\S+)", connection.recv(65536))
    assert etag
    again = request("GET", address, {"If-None-Match": etag[1].decode()})
    assert server.ask(again)[0] == 304
    review.withdraw(article, by=chief, version=article.version, reason="数字有误")
    assert server.ask(again)[0] == 410


def test_running_requests_end_when_it_is_told_to_stop_and_slow_ones_are_cut_off(environment: dict[str, str]) -> None:
    with ExitStack() as stack:
        server = stack.enter_context(a_server(environment))
        running, _slow = stack.enter_context(begin(server)), stack.enter_context(begin(server))
        time.sleep(0.5)  # until both have reached the program
        start = time.monotonic()
        server.process.send_signal(signal.SIGTERM)
        time.sleep(0.2)
        running.sendall(FORM[4:])
        assert status_of(running) == 302
        server.process.wait(2 * STOPS_WITHIN)
    assert time.monotonic() - start < STOPS_WITHIN
