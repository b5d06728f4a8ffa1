"""The site under granian, as README starts it, for what only a real server shows."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
STARTS_WITHIN = 60  # seconds
STOPS_WITHIN = 10


def command() -> list[str]:
    """What README says after ``granian``, and the Makefile after the demo's own port: the same everywhere."""
    texts = "".join((PROJECT / name).read_text("utf-8") for name in ("README.md", "Makefile"))
    (words,) = set(re.findall(r"granian .*?(--interface .*?newsroom\.wsgi:application)", texts))
    return str(words).split()


@dataclass(frozen=True, slots=True)
class Server:
    """A running granian on a port of this machine."""

    process: "subprocess.Popen[bytes]"
    port: int

    def connect(self) -> socket.socket:
        """A new connection."""
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=20)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return connection

    def ask(self, request: bytes) -> tuple[int, float]:
        """The status of the answer to a whole request, and the seconds that it took."""
        start = time.monotonic()
        with self.connect() as connection:
            connection.sendall(request)
            return status_of(connection), time.monotonic() - start

    def memory(self) -> int:
        """The MB that its processes held at the most."""
        keys = [self.process.pid, *map(int, _children(self.process.pid))]
        status = "".join(Path(f"/proc/{key}/status").read_text() for key in keys)
        return sum(map(int, re.findall(r"VmHWM:\s+(\d+)", status))) // 1024


def status_of(connection: socket.socket) -> int:
    """The status code of the answer that comes."""
    return int(connection.recv(64).split()[1])


def request(method: str, path: str, headers: Mapping[str, str] | None = None, body: bytes = b"") -> bytes:
    """The bytes of a request; a body is a form's."""
    told = {"Host": "localhost"} | dict(headers or {})
    if body:
        told = {"Content-Type": "application/x-www-form-urlencoded", "Content-Length": str(len(body))} | told
    lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in told.items()), "", ""]
    return "\r\n".join(lines).encode() + body


@contextmanager
def a_server(environment: Mapping[str, str]) -> Iterator[Server]:
    """Start it, wait until it answers, stop it at the end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    granian = [sys.executable, "-m", "granian", "--host", "127.0.0.1", "--port", str(port), "--log-level", "error"]
    process = subprocess.Popen([*granian, *command()], env=os.environ | environment, cwd=PROJECT)
    server = Server(process, port)
    try:
        _wait(server)
        yield server
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(2 * STOPS_WITHIN)


def _wait(server: Server) -> None:
    end = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < end:
        try:
            if server.ask(request("GET", "/healthz"))[0] == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("granian does not answer")


def _children(key: int) -> list[str]:
    return Path(f"/proc/{key}/task/{key}/children").read_text().split()
