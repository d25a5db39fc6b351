"""How many requests a second a server answers: a few connections, each asking again once it is answered."""

from __future__ import annotations

import http.client
from concurrent.futures import ThreadPoolExecutor
from time import perf_counter

CONNECTIONS = 4
AS_A_PROXY = {"Accept-Encoding": "gzip", "X-Forwarded-Proto": "https"}


def per_second(port: int, path: str, duration: float) -> float:
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        counts = list(pool.map(lambda _: _ask(port, path, duration), range(CONNECTIONS)))
    return sum(counts) / duration


def _ask(port: int, path: str, duration: float) -> int:
    connection, answered = http.client.HTTPConnection("127.0.0.1", port), 0
    end = perf_counter() + duration
    while perf_counter() < end:
        connection.request("GET", path, headers=AS_A_PROXY)
        response = connection.getresponse()
        response.read()
        if response.status != http.client.OK:
            raise SystemExit(f"{path} answered {response.status}")
        answered += 1
    connection.close()
    return answered
