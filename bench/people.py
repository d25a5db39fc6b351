"""What is asked of the movement's people: of two hundred of them, then of two hundred thousand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from http import HTTPStatus
from random import Random
from statistics import quantiles
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import QuerySet
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench import crowd, machine
from bench.timing import seconds
from thriving.kernel import access
from thriving.movement.models import Affiliate, Person

MOST = 1.5
FEW_PEOPLE, FEW_AFFILIATES = 200, 60  # a page shows fifty
REQUESTS, ROUNDS = 60, 3
# Each finds something among few already, but the last: a sort of record without a hit is not fetched.
NAMES: tuple[str, ...] = ("e", "Esi", "Kofi B", "maria", "अनी", "امين", "明", "wiki", "nobody is called so")
QUESTIONS: dict[str, tuple[str, tuple[str, ...]]] = {
    "directory by language": ("/people/?language=", crowd.LANGUAGES),
    "directory by rare language": ("/people/?language=", (crowd.RARE,)),
    "directory by skill": ("/people/?offers=", crowd.OFFERED),
    "directory by country": ("/people/?where=country:", crowd.COUNTRIES),
    "affiliates by country": ("/affiliates/?country=", crowd.COUNTRIES),
    "search": ("/search/?q=", NAMES),
}
HOST = "bench.example"


class Cost(NamedTuple):
    """Of asking for one thing again and again."""

    queries: int  # the most that one took
    slow: float  # seconds that 95 of a hundred stay below, in the best of some rounds

    def __str__(self) -> str:
        return f"{self.slow * 1000:.0f} ms, {self.queries} queries"


def run(people: int, affiliates: int) -> dict[str, tuple[Cost, Cost]]:
    """What each thing costs among few and among many."""
    crowd.clear()
    crowd.fill(FEW_PEOPLE, FEW_AFFILIATES)
    machine.look_around()
    few = _costs()
    crowd.fill(people, affiliates)
    machine.look_around()
    return {name: (few[name], many) for name, many in _costs().items()}


def _costs() -> dict[str, Cost]:
    any_ = Random(95)  # noqa: S311 -- figures to count, not secrets
    people = [each.page for each in _some(Person, "username", "person", any_)]
    affiliates = [each.key for each in _some(Affiliate, "key", "affiliate", any_)]
    lists = {
        "directory": [*["/people/"] * len(people), *(f"/people/?after={page}" for page in people)],
        "affiliates": [*["/affiliates/"] * len(people), *(f"/affiliates/?after={key}" for key in affiliates)],
        **{name: [f"{route}{each}" for each in asked] for name, (route, asked) in QUESTIONS.items()},
    }
    reader = Person.objects.filter(is_active=True, holdings=None).earliest("pk")
    client = Client(SERVER_NAME=HOST)
    client.force_login(reader)
    costs = {name: _cost(_get(client, any_, addresses)) for name, addresses in lists.items()}
    keys = Person.objects.filter(page__in=people).values_list("pk", flat=True)
    return {**costs, "role check": _cost(_role_check(any_, list(keys)))}


def _some(model: type[Any], column: str, stem: str, any_: Random) -> QuerySet[Any]:
    size = model.objects.count()
    return model.objects.filter(
        **{f"{column}__in": [f"{stem}-{any_.randrange(size)}" for _ in range(REQUESTS)]}
    )


def _get(client: Client, any_: Random, addresses: Sequence[str]) -> Callable[[], None]:
    def get() -> None:
        address = any_.choice(addresses)
        if (status := client.get(address, secure=True).status_code) != HTTPStatus.OK:
            raise SystemExit(f"{address} answered {status}")

    return get


def _role_check(any_: Random, keys: Sequence[int]) -> Callable[[], object]:
    return lambda: access.holds(Person.objects.get(pk=any_.choice(keys)), "close_account")


def _cost(do: Callable[[], object]) -> Cost:
    queries = [_queries(do) for _ in range(REQUESTS)]
    rounds = ([seconds(do) for _ in range(REQUESTS)] for _ in range(ROUNDS))
    return Cost(max(queries), min(quantiles(times, n=20)[-1] for times in rounds))


def _queries(do: Callable[[], object]) -> int:
    connection.queries_log.clear()
    with CaptureQueriesContext(connection) as asked:
        do()
    # Once a minute a page also notes that its reader was here.
    return sum(each["sql"].startswith("SELECT") for each in asked.captured_queries)
