"""The finder over two thousand initiatives, beside one indexed query that reads them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from http import HTTPStatus
from random import Random
from urllib.parse import urlencode

from django.test import Client

from bench.timing import Pair, in_turn
from thriving.kernel import clock
from thriving.kernel.words import Words
from thriving.movement.actions import load_shipped_reference
from thriving.movement.models import Language
from thriving.movement.naming import WIKIMEDIA_REGIONS
from thriving.movement.skills import skills
from thriving.programs.finder import sources
from thriving.programs.initiatives import vocabulary
from thriving.programs.initiatives.models import Initiative, Sort, Trait
from thriving.programs.initiatives.states import PUBLISHED

MANY = 2_000
MOST = 3
TIMES = 15
HOST = "bench.example"
CHANGED = "five answers, just after a change"  # what changed is read again
ANEW = "five answers, in a process that has just begun"  # everything is read and made
COLUMNS = ("key", "title", "opens_on", "closes_on", "hours", "pace", "places_left", "changed_at", "sample")
LANGUAGES = ("en", "es", "ar", "fr", "dag", "hi", "sw")
COUNTRIES = ("GH", "NG", "IN", "BR", "EG", "SE")


def run() -> dict[str, Pair]:
    """For each sort of asking, the whole page and the query, in turn."""
    fill()
    client = Client(SERVER_NAME=HOST)
    kept = {name: in_turn(partial(_get, client, address), read, TIMES) for name, address in ASKED.items()}
    return {
        **kept,
        CHANGED: in_turn(partial(_get_changed, client, Random(141)), read, TIMES),  # noqa: S311 -- no secret
        ANEW: in_turn(partial(_get_anew, client), read, TIMES),
    }


def read() -> list[tuple[object, ...]]:
    """One query along an index for the plain columns of each that is published: what the list must know."""
    published = Initiative.objects.filter(state=PUBLISHED).order_by("sort_title", "pk")
    return list(published.values_list(*COLUMNS))


def _get_changed(client: Client, any_: Random) -> None:
    """A place was counted somewhere, which every process hears of with its next page."""
    one = Initiative.objects.filter(key=f"initiative-{any_.randrange(MANY)}")
    one.update(places=20, places_left=any_.randrange(20), changed_at=clock.now())
    _get(client, ASKED["five answers"])


def _get_anew(client: Client) -> None:
    sources.forget()
    _get(client, ASKED["five answers"])


def fill() -> None:
    if Initiative.objects.exists():
        return
    if not Language.objects.exists():
        load_shipped_reference(by="bench")
    any_ = Random(140)  # noqa: S311 -- figures to count, not secrets
    made = Initiative.objects.bulk_create(_initiative(number, any_) for number in range(MANY))
    Trait.objects.bulk_create(
        Trait(initiative=each, sort=sort, code=code) for each in made for sort, code in _traits(any_)
    )


def _initiative(number: int, any_: Random) -> Initiative:
    today, places = clock.today(), any_.choice((None, None, 20))
    return Initiative(
        key=f"initiative-{number}",
        title=Words(en=f"Initiative {number}", es=f"Iniciativa {number}"),
        text=Words(en="What it is. " * 40),
        how=Words(en="Write to the team."),
        state=PUBLISHED,
        opens_on=any_.choice((None, None, today + timedelta(10))),
        closes_on=any_.choice((None, today + timedelta(10 + any_.randrange(90)))),
        hours=any_.choice((None, 1, 2, 5, 10)),
        places=places,
        places_left=places and any_.randrange(20),
        published_at=clock.now(),
        changed_at=clock.now() - timedelta(any_.randrange(300)),
        sort_title=f"initiative {number:04}",
    )


def _traits(any_: Random) -> Iterator[tuple[str, str]]:
    yield from ((Sort.GIVES, code) for code in any_.sample([*vocabulary.words_for("gives")], 2))
    yield from ((Sort.TOPIC, code) for code in any_.sample([*skills()], 3))
    yield from ((Sort.LANGUAGE, code) for code in any_.sample(LANGUAGES, 2))
    yield from ((Sort.COUNTRY, code) for code in any_.sample(COUNTRIES, any_.choice((0, 2))))
    yield from ((Sort.REGION, code) for code in any_.sample([*WIKIMEDIA_REGIONS], any_.choice((0, 1))))
    yield (Sort.AUDIENCE, "newcomers")


def _get(client: Client, address: str) -> None:
    if (status := client.get(address, secure=True).status_code) != HTTPStatus.OK:
        raise SystemExit(f"{address} answered {status}")


def _address(**answers: object) -> str:
    return "/find/?" + urlencode(answers, doseq=True)


ASKED = {
    "five answers": _address(do="photography", need="money", where="country:GH", language="dag", hours=3),
    "a language and a region": _address(where="region:south-asia", language=["en", "hi"]),
    "nothing told": _address(do=""),
}
