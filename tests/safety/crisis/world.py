"""Crises of these tests, at any step; and those who answer them."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta
from typing import Any

from tests.conftest import person

from thriving.kernel import clock
from thriving.movement.models import Person
from thriving.safety.crisis import criteria
from thriving.safety.crisis.actions import answering, deciding, linking, preparing, raising, reviewing
from thriving.safety.crisis.actions.raising import Raised
from thriving.safety.crisis.actions.words import Written
from thriving.safety.crisis.models import Crisis, Drill, Layer, Part, Playbook
from thriving.safety.crisis.severity import Said

MONDAY = datetime(2020, 6, 1, 9, 0, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
TOLD = "The site cannot be reached since this morning. Several of us were warned by phone."
WHY = Written("It is what the criteria ask for.")


def at(moment: datetime = MONDAY) -> AbstractContextManager[None]:
    return clock.stopped_at(moment)


def officer(name: str) -> Person:
    return _reached_at(f"{name}@example.org", person(name, "crisis_officer"))


def manager(name: str = "mona") -> Person:
    return _reached_at(f"{name}@example.org", person(name, "crisis_manager"))


def second_account(of: Person, role: str = "crisis_officer") -> Person:
    """Another account of somebody: with a label, the same mailbox."""
    name, _at, host = of.email.partition("@")
    return _reached_at(f"{name}+again@{host}", person(f"{of.username}-again", role))


def _reached_at(address: str, someone: Person) -> Person:
    someone.email = address
    someone.save()
    return someone


def answers(**otherwise: str) -> dict[str, str]:
    """No to each criterion but those said otherwise."""
    return {**dict.fromkeys(criteria.BY_KEY, Said.NO.value), **otherwise}


def raised(moment: datetime = MONDAY, **otherwise: Any) -> Crisis:
    said = {"kind": "blackout", "danger": "no", "text": Written(TOLD), **otherwise}
    with at(moment):
        return raising.raise_crisis(Raised(**said))


def taken_up(by: Person, moment: datetime = MONDAY, **otherwise: Any) -> Crisis:
    crisis = raised(moment, **otherwise)
    with at(moment + MINUTE):
        deciding.take_up(crisis, by=by)
    return crisis


def qualified(by: Person, moment: datetime = MONDAY, **said: str) -> Crisis:
    crisis = taken_up(by, moment)
    with at(moment + 2 * MINUTE):
        deciding.qualify(crisis, answers(**(said or {"blocked": "yes"})), reason=WHY, by=by)
    return crisis


def turned_down(by: Person, moment: datetime = MONDAY) -> Crisis:
    crisis = taken_up(by, moment)
    with at(moment + 2 * MINUTE):
        deciding.turn_down(crisis, answers(), reason=WHY, by=by)
    return crisis


def playbook(writer: Person, reviewer: Person, title: str = "A site is blocked") -> Playbook:
    made = preparing.write_playbook(title, ["Look whether it is so.", "Tell the communities."], by=writer)
    preparing.review_playbook(made, good_until=clock.today() + 180 * DAY, by=reviewer)
    return made


def team() -> tuple[Person, Person, Person]:
    return officer("odile"), officer("omid"), officer("ona")


def activated(people: tuple[Person, Person, Person], boss: Person, moment: datetime = MONDAY) -> Crisis:
    """Within three minutes, with all its parts and a checklist."""
    crisis = qualified(people[0], moment)
    with at(moment + 3 * MINUTE):
        for part, who in zip(Part.values, people, strict=True):
            answering.appoint(crisis, part, who, by=people[0])
        answering.take_checklist(crisis, playbook(boss, people[1]), by=people[0])
        answering.activate(crisis, by=people[0])
    return crisis


def answered(people: tuple[Person, Person, Person], boss: Person, moment: datetime = MONDAY) -> Crisis:
    crisis = activated(people, boss, moment)
    with at(moment + HOUR):
        answering.say_done(crisis, "contact", by=people[0])
        answering.say_done(crisis, "brief", by=people[0])
        answering.report(crisis, Written("It is out of reach in one country."), by=people[2])
    return crisis


def stood_down(people: tuple[Person, Person, Person], boss: Person, moment: datetime = MONDAY) -> Crisis:
    crisis = answered(people, boss, moment)
    with at(moment + 2 * HOUR):
        answering.move(crisis, "steady", by=people[0])
        answering.move(crisis, "watch", by=people[0])
        answering.stand_down(crisis, by=people[0])
    return crisis


def reviewed(people: tuple[Person, Person, Person], boss: Person, moment: datetime = MONDAY) -> Crisis:
    crisis = stood_down(people, boss, moment)
    with at(moment + DAY):
        reviewing.call(crisis, by=people[0])
        reviewing.held(crisis, Written("We were quick. Nobody knew the list of contacts."), by=people[0])
        due = clock.today() + 30 * DAY
        reviewing.add_action(crisis, Written("Keep the list."), owner=people[1], due_on=due, by=people[0])
        reviewing.hand_in(crisis, by=people[0])
        reviewing.accept(crisis, by=boss)
    return crisis


def linked(same_as: Crisis, by: Person, moment: datetime = MONDAY) -> Crisis:
    """A report that goes with another one; nobody else has read that yet."""
    crisis = raised(moment)
    with at(moment + MINUTE):
        linking.link(crisis, same_as, reason=WHY, by=by)
    return crisis


def drilled(book: Playbook, held_on: date, by: Person, confirmed_by: Person) -> Drill:
    learned = Written("The list of contacts was old.")
    drill = preparing.record_drill(book, held_on=held_on, passed=True, learned=learned, by=by)
    preparing.confirm_drill(drill, by=confirmed_by)
    return drill


def on_call(first: Person, backup: Person, by: Person, days: int = 20) -> None:
    """Both layers from now on."""
    now = clock.now()
    for layer, who in ((Layer.FIRST, first), (Layer.BACKUP, backup)):
        preparing.put_on_call(layer, who, begins_at=now, ends_at=now + days * DAY, by=by)
