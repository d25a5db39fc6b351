"""The public plan page, and a bare view with ten queries: the same server, the same database, by turns."""

from __future__ import annotations

import http.client
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from statistics import median
from time import sleep

from bench.load import AS_A_PROXY, per_second

LEAST = 0.6
OURS, BARE = 8931, 8932
SECONDS = 4.0
PATIENCE = 120


def ratio(rounds: int = 3) -> tuple[float, float]:
    """Requests a second of the plan page and of the bare view; medians of ``rounds``."""
    with ExitStack() as servers:
        servers.enter_context(_served("thriving.web.wsgi:application", OURS, "/plan/"))
        servers.enter_context(_served("bench.bare:application", BARE, "/ten"))
        pairs = [
            (per_second(OURS, "/plan/", SECONDS), per_second(BARE, "/ten", SECONDS)) for _ in range(rounds)
        ]
    ours, bare = (median(side) for side in zip(*pairs, strict=True))
    return ours, bare


@contextmanager
def _served(application: str, port: int, path: str) -> Iterator[None]:
    command = [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
    ]
    command += ["--workers", "1", "--blocking-threads", "4", "--no-ws", "--log-level", "error", application]
    server = subprocess.Popen(command, env=os.environ)  # noqa: S603 -- our own words
    try:
        _wait(port, path)
        yield
    finally:
        server.terminate()
        server.wait()


def _wait(port: int, path: str) -> None:
    for _ in range(PATIENCE):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
            connection.request("GET", path, headers=AS_A_PROXY)
            if connection.getresponse().status == http.client.OK:
                return
        except OSError:
            sleep(1)
    raise SystemExit(f"nothing answers at port {port}{path}")
