"""What is asked, by whom, and what it costs: each list, each queue, and the page of all that waits.

A twin holds many times the rows of its page, as many as there are up to its own limit: it is told by the row.
Each is asked among few and among many in turns. A list that has no other pages among few is compared with its
first.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from http import HTTPStatus
from io import StringIO
from statistics import quantiles
from time import perf_counter, process_time
from typing import NamedTuple

from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.beside import asking
from bench.granting import readers
from thriving.grants.proposals.models import Proposal
from thriving.grants.review.models import Committee
from thriving.kernel import clock
from thriving.movement.accounts import proofs
from thriving.movement.accounts.proofs import Proof
from thriving.movement.models import Person

HOST = "bench.example"
REQUESTS, ROUNDS = 20, 3
_PAGER = re.compile(
    r'Page 1 of (?:more than )?([0-9,]+)</span>\s*<a rel="next" href="\?(?:[^"]*&amp;)?(\w+)=2"'
)
_FURTHER = re.compile(r"(?: \w+)? (?:middle|last)$")
_EVERYBODY = (
    *("/grants/proposals/", "/grants/proposals/?region=south-asia", "/grants/proposals/?round=round-1"),
    *("/grants/rounds/", "/grants/reports/", "/grants/reports/?overdue=true", "/risk/missed/"),
    "/crisis/",
)
TWINS = ("/grants/proposals.csv", "/grants/proposals.json", "/grants/reports.csv", "/grants/reports.json")
_SIGNED_IN = ("/grants/agreements/", "/grants/payments/", "/grants/mine/", "/my-work/")
_STAFF = ("/grants/payments/?state=checks_passed", "/grants/payments/?state=sent")
ASKED = {
    "stranger": (*_EVERYBODY, *_SIGNED_IN),
    "applicant": ("/grants/proposals/", "/grants/reports/", *_SIGNED_IN),
    "reviewer": ("/grants/proposals/", "/grants/reports/", "/grants/committees/", *_SIGNED_IN),
    "grants_officer": (
        *("/grants/proposals/", "/grants/screening/", "/grants/committees/", "/grants/reports/"),
        *("/grants/reports/?state=submitted", *_STAFF, *_SIGNED_IN),
    ),
    "finance_officer": (
        *("/grants/proposals/", "/grants/reports/", "/grants/batches/", *_STAFF, *_SIGNED_IN),
    ),
    "grants_auditor": ("/grants/reports/", *_STAFF, *_SIGNED_IN),
    "organizer": ("/risk/missed/", "/my-work/"),
    "risk_officer": ("/risk/reviews/", "/risk/missed/", "/risk/alerts/", "/my-work/"),
    "risk_authority": ("/risk/reviews/", "/my-work/"),
    "crisis_officer": ("/crisis/queue/", "/my-work/"),
    "crisis_manager": ("/crisis/queue/", "/my-work/"),
}


class Cost(NamedTuple):
    """Of asking for one thing again and again; seconds that 95 of a hundred stay below."""

    queries: int
    slow: float  # in the best of some rounds
    busy: float  # the same of the processor, which other programs do not lengthen; without a server's
    rows: int = 0  # of a twin

    @property
    def own(self) -> float:
        """What can be compared, of a twin by the row: a database that is a server is busy elsewhere."""
        return (self.busy if connection.vendor == "sqlite" else self.slow) / (self.rows or 1)

    def __str__(self) -> str:
        rows = f"{self.rows:,} rows, {1 / self.own:,.0f} a second, " if self.rows else ""
        return f"{rows}{self.slow * 1000:.0f} ms ({self.busy * 1000:.0f} busy), {self.queries} queries"


class Side(NamedTuple):
    """Of one question: the database that it is asked of, and how."""

    database: BaseDatabaseWrapper
    ask: Callable[[], None]


Both = tuple[Cost, Cost]  # among few, and among many
Times = tuple[list[float], list[float]]  # seconds that passed, and those of the processor


def costs(few: BaseDatabaseWrapper, only: str = "") -> Iterator[tuple[str, Both]]:
    """By who asks and what: those whose name has ``only`` in it."""
    for name in ASKED:
        with asking(few):
            among_few = dict(_asked(name))
        for called, ask in _asked(name):
            if only in (whole := f"{name} {called}"):
                before = among_few.get(called) or among_few[_FURTHER.sub("", called)]
                yield whole, _cost(Side(few, before), Side(connections["default"], ask))


def twins(few: BaseDatabaseWrapper) -> Iterator[tuple[str, Both]]:
    """Of each the first part, as anybody asks for it, with how many rows it has."""
    with asking(few):
        before = _signed_in(readers.reader("stranger"))
    client = _signed_in(readers.reader("stranger"))
    for address in TWINS:
        sides = [
            Side(database, _getting(asks, address))
            for database, asks in ((few, before), (connections["default"], client))
        ]
        among_few, among_many = _cost(*sides)
        with asking(few):
            rows = _rows(before, address)
        yield address, (among_few._replace(rows=rows), among_many._replace(rows=_rows(client, address)))


def _rows(client: Client, address: str) -> int:
    response = client.get(address, secure=True)
    if address.endswith(".json"):
        return len(response.json()["rows"])
    return sum(1 for _row in csv.reader(StringIO(response.content.decode()))) - 1


def _asked(name: str) -> Iterator[tuple[str, Callable[[], None]]]:
    client = _signed_in(readers.reader(name))
    for address in (*ASKED[name], *_of_records(name)):
        for page, there in _pages(client, address):
            called = re.sub("[0-9a-f]{32}", "…", address)
            yield f"{called} {page}".strip(), _getting(client, there)


def _signed_in(person: Person) -> Client:
    """With the second step of whoever has a role that asks for one."""
    client = Client(SERVER_NAME=HOST)
    client.force_login(person)
    session = client.session
    session[proofs.IN_SESSION] = dict.fromkeys(map(str, Proof), clock.system().timestamp())
    session.save()
    return client


def _of_records(name: str) -> Iterator[str]:
    """Pages of one record, each of which there is at every size."""
    if name in ("reviewer", "grants_officer"):
        seat = {"members__person": readers.reader("reviewer")} if name == "reviewer" else {}
        key = Committee.objects.filter(**seat).earliest("pk").key
        yield from (f"/grants/committees/{key}/", f"/grants/committees/{key}/proposals/")
    if name in ("stranger", "applicant", "grants_officer"):
        granted = Proposal.objects.filter(state="approved", hidden=False).earliest("pk")
        yield from (f"/grants/proposals/{granted.key}/", f"/grants/rounds/{granted.round.key}/")


def _pages(client: Client, address: str) -> Iterator[tuple[str, str]]:
    """Each, and of each list on it that has several pages, two more: halfway, and the last that it counts."""
    response = client.get(address, secure=True)
    if response.status_code != HTTPStatus.OK:
        raise SystemExit(f"{address} answered {response.status_code}")
    yield "", address
    joined = "&" if "?" in address else "?"
    for counted, name in _PAGER.findall(response.content.decode()):
        last = int(counted.replace(",", ""))
        called = "" if name == "page" else f"{name} "
        yield f"{called}middle", f"{address}{joined}{name}={(last + 1) // 2}"
        yield f"{called}last", f"{address}{joined}{name}={last}"


def _getting(client: Client, address: str) -> Callable[[], None]:
    def get() -> None:
        if (status := client.get(address, secure=True).status_code) != HTTPStatus.OK:
            raise SystemExit(f"{address} answered {status}")

    return get


def _cost(few: Side, many: Side) -> Both:
    queries = [_first(side) for side in (few, many)]
    rounds = [_round((few, many)) for _ in range(ROUNDS)]
    return _best(queries[0], [each[0] for each in rounds]), _best(queries[1], [each[1] for each in rounds])


def _best(queries: int, rounds: list[Times]) -> Cost:
    return Cost(
        queries, min(_below(passed) for passed, _busy in rounds), min(_below(busy) for _, busy in rounds)
    )


def _first(side: Side) -> int:
    with asking(side.database):
        side.ask()
        return _queries(side.ask)


def _round(sides: tuple[Side, ...]) -> list[Times]:
    found: list[Times] = [([], []) for _side in sides]
    for _ in range(REQUESTS):
        for side, (passed, busy) in zip(sides, found, strict=True):
            with asking(side.database):
                began, worked = perf_counter(), process_time()
                side.ask()
                passed.append(perf_counter() - began)
                busy.append(process_time() - worked)
    return found


def _below(times: list[float]) -> float:
    return quantiles(times, n=20)[-1]


def _queries(do: Callable[[], None]) -> int:
    connection.queries_log.clear()
    with CaptureQueriesContext(connection) as asked:
        do()
    # Once a minute a page also notes that its reader was here.
    return sum(each["sql"].startswith(("SELECT", "(SELECT", "WITH")) for each in asked.captured_queries)
