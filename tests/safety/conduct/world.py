"""A code of conduct on its way: each function brings it one stretch further, on a day of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time

from django.contrib.auth.models import AnonymousUser
from tests.conftest import person

from thriving.kernel import clock
from thriving.kernel.words import Words
from thriving.movement.models import Person
from thriving.safety.conduct import actions
from thriving.safety.conduct.actions import CodeSaid, Declared, Proof
from thriving.safety.conduct.models import Code, Version

DRAFTED, ASKED_UNTIL, CONCLUDED = date(2020, 1, 6), date(2020, 1, 20), date(2020, 1, 21)
OPENED, LAST_DAY, COUNTED = date(2020, 2, 3), date(2020, 2, 10), date(2020, 2, 11)
ENDORSED, IN_FORCE = date(2020, 3, 2), date(2020, 3, 9)
TEXT = "# Respect\n\nBe kind to each other.\n\nNobody is harassed here."
IN_ARABIC = "# الاحترام\n\nكونوا لطفاء.\n\nلا يُضايَق أحد هنا."
TERMS = Declared(("affiliate_contact",), quorum=50, majority=50, last_day=LAST_DAY)
PROOF = Proof("Board of Trustees", "Resolution on conduct", ENDORSED, "https://board.example/resolution")
VISITOR = AnonymousUser()


@contextmanager
def at(day: date, hour: int = 12) -> Iterator[None]:
    with clock.stopped_at(datetime.combine(day, time(hour), UTC)):
        yield


def keeper() -> Person:
    return Person.objects.filter(username="kofi").first() or person("kofi", "conduct_keeper")


def secretary() -> Person:
    return Person.objects.filter(username="sara").first() or person("sara", "board_secretary")


def electors(count: int = 6) -> list[Person]:
    return [person(f"elector{number}", f"affiliate_contact affiliate:a{number}") for number in range(count)]


def again(someone: Person) -> Person:
    """As a request fetches them anew."""
    return Person.objects.get(pk=someone.pk)


def code(key: str = "universal") -> Code:
    said = CodeSaid(Words(en="Universal Code of Conduct", ar="مدونة السلوك العامة"))
    return actions.begin_code(key, said, by=keeper(), scope="")


def drafted(of: Code | None = None, text: str = TEXT) -> Version:
    found = of or code()
    with at(DRAFTED):
        version = actions.draft(found, binding="en", changes=Words(en="All of it is new."), by=keeper())
        actions.write(version, "en", text, by=keeper())
        actions.write(version, "ar", IN_ARABIC, by=keeper())
    return fresh(version)


def asked(of: Code | None = None, text: str = TEXT) -> Version:
    version = drafted(of, text)
    with at(DRAFTED):
        actions.consult(version, until=ASKED_UNTIL, by=keeper())
    return fresh(version)


def concluded(of: Code | None = None, text: str = TEXT) -> Version:
    version = asked(of, text)
    with at(CONCLUDED):
        actions.conclude(version, Words(en="Everybody was heard."), by=keeper())
    return fresh(version)


def frozen(of: Code | None = None, text: str = TEXT) -> Version:
    version = concluded(of, text)
    with at(CONCLUDED):
        actions.freeze(version, by=keeper())
    return fresh(version)


def declared(of: Code | None = None, text: str = TEXT) -> Version:
    version = frozen(of, text)
    with at(OPENED):
        actions.declare_ballot(version, TERMS, by=keeper())
    return fresh(version)


def opened(of: Code | None = None, text: str = TEXT) -> Version:
    """Six may vote."""
    version = declared(of, text)
    if not Person.objects.filter(username="elector0").exists():
        electors()
    with at(OPENED):
        actions.open_ballot(version, by=keeper())
    return fresh(version)


def voters() -> list[Person]:
    return list(Person.objects.filter(username__startswith="elector").order_by("username"))


def ratified(of: Code | None = None, text: str = TEXT) -> Version:
    """By all who may vote, so that it is counted at once."""
    version = opened(of, text)
    with at(OPENED):
        for each in voters():
            actions.vote(version, "yes", by=each)
    return fresh(version)


def endorsed(of: Code | None = None, text: str = TEXT) -> Version:
    version = ratified(of, text)
    with at(ENDORSED):
        actions.endorse(version, PROOF, by=secretary())
    return fresh(version)


def in_force(of: Code | None = None, text: str = TEXT) -> Version:
    version = endorsed(of, text)
    with at(IN_FORCE):
        actions.take_effect(version, by=keeper())
    return fresh(version)


def fresh(version: Version) -> Version:
    return Version.objects.select_related("code").get(pk=version.pk)


def acknowledge(version: Version, by: Person, language: str = "en") -> None:
    with at(IN_FORCE):
        actions.acknowledge(version, language=language, sha256=version.seals[language], by=by)
