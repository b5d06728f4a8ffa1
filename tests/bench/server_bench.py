"""How many pages a second granian serves: ``python -m tests.bench.server_bench``, on SQLite or on what DATABASE_URL names.

The site as README starts it, on a database of its own with some thousand articles, beside a client on the same machine. Each
figure is also given as a share of a view that does nothing, behind the same middleware, in the same round; of all rounds the
median.
"""

import json
import os
import re
import selectors
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import repeat
from pathlib import Path
from statistics import median
from urllib.parse import quote

from tests.importing.office import an_office
from tests.server import Server, a_server, request

PAGES = os.environ.get("NEWSROOM_BENCH_PAGES", "400")
CONNECTIONS, SECONDS, ROUNDS = 8, 1.0, 7
HELLO = "hello, a view that does nothing"
GZIP = {"Accept-Encoding": "gzip"}
_LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)


def main() -> None:
    """Fill, start, measure, print a line for each kind of page."""
    command = [sys.executable, "-m", "tests.bench.server_child", PAGES]
    with tempfile.TemporaryDirectory() as folder, an_office(Path(folder), "server") as office:
        office.manage("collectstatic", "--no-input", "--verbosity", "0", check=True)
        done = subprocess.run(command, env=office.environment, stdout=subprocess.PIPE, text=True, check=True)
        environment = office.environment | {"DJANGO_SETTINGS_MODULE": "tests.bench.server_settings"}
        environment["KEPT_PAGES_MB"] = "32"  # as it is where nobody says; the tests' settings keep none
        with a_server(environment) as server:
            kinds = _kinds(server, json.loads(done.stdout))
            rounds = [{words: _rate(server, asked) for words, asked in kinds.items()} for _round in range(ROUNDS + 1)]
    print(f"\npages a second, {os.environ.get('DATABASE_URL', 'sqlite').partition(':')[0]}{'':25} of hello")
    for words in kinds:
        shares = [each[words] / each[HELLO] for each in rounds[1:]]  # the first warms up
        print(f"{words:40}{median(each[words] for each in rounds[1:]):8.0f}{median(shares):10.2f}")


def _kinds(server: Server, addresses: list[str]) -> dict[str, Iterator[bytes]]:
    """What is measured: its words, and the requests, which do not end."""
    article, *others = addresses
    etag = _etag(server, article)
    # An address of its own each time: nothing of it is kept.
    anew = (request("GET", f"{others[n % len(others)]}?n={n}", GZIP) for n in range(10**9))
    searches = [request("GET", f"/search/?q={quote(words)}", GZIP) for words in ("水库", "调研组", "兰州")]
    return {
        HELLO: repeat(request("GET", "/hello/", GZIP)),
        "an article": repeat(request("GET", article, GZIP)),
        "an article that is not changed (304)": repeat(request("GET", article, GZIP | {"If-None-Match": etag})),
        "the front": repeat(request("GET", "/", GZIP)),
        "an article, unpacked": repeat(request("GET", article)),
        "an article made anew": anew,
        "a search": (searches[n % len(searches)] for n in range(10**9)),
    }


def _etag(server: Server, address: str) -> str:
    with server.connect() as connection:
        connection.sendall(request("GET", address, GZIP))
        found = re.search(rb"etag: (\S+)", connection.recv(65536), re.IGNORECASE)
    assert found, address
    return found[1].decode()


def _rate(server: Server, asked: Iterator[bytes]) -> float:
    """Answers a second, over CONNECTIONS connections that ask again as soon as they are answered."""
    answered, begun = 0, time.perf_counter()
    with selectors.DefaultSelector() as waiting:
        for _each in range(CONNECTIONS):
            connection = server.connect()
            connection.sendall(next(asked))
            waiting.register(connection, selectors.EVENT_READ)
        while (spent := time.perf_counter() - begun) < SECONDS:
            for key, _events in waiting.select(SECONDS):
                connection = key.fileobj
                assert isinstance(connection, socket.socket)
                _read(connection)
                answered += 1
                connection.sendall(next(asked))
        for key in list(waiting.get_map().values()):
            connection = key.fileobj
            assert isinstance(connection, socket.socket)
            _read(connection)  # the server is to have nothing left to do when the next kind begins
            connection.close()
    return answered / spent


def _read(connection: socket.socket) -> None:
    """One whole answer, which must be good."""
    got = b""
    while b"\r\n\r\n" not in got:
        got += connection.recv(262_144)
    head, _blank, body = got.partition(b"\r\n\r\n")
    status, length = int(head[9:12]), _LENGTH.search(head)
    assert status in (200, 304), head
    missing = int(length[1]) - len(body) if length and status == 200 else 0
    while missing > 0:
        missing -= len(connection.recv(262_144))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    main()
