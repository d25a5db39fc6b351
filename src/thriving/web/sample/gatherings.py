"""The sessions of the leadership framework as events: announced, registered for, held, reported."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, time
from functools import cache
from random import Random
from typing import Any

from thriving.movement import actions as movement
from thriving.movement.models import Person
from thriving.programs.events import actions
from thriving.programs.events.actions import Chosen, Planned, Reading, Times, Told, Wishes
from thriving.programs.events.models import Event, Registration
from thriving.web.sample import cast
from thriving.web.sample.deeds import OfEvent, in_every_language
from thriving.web.sample.groups import COMMUNITIES, Group
from thriving.web.sample.story import gatherings as story
from thriving.web.sample.story.gatherings import Held, Participant, Session

BEGINS, ENDS = time(10), time(16)
TYPED_AT = time(9)  # in UTC: when the codes of a day were read
CONTACT = "+00 0000 0000"  # nobody's
SERVES = (f"{cast.PLAN}/community-leadership-development",)
INITIATIVE = "leadership-sessions"


def take(deed: OfEvent, by: Person) -> None:
    STEPS[deed.step](_held()[deed.event], by)


def _announce(held: Held, by: Person) -> None:
    session = held.session
    event = actions.plan(_planned(session), key=session.key, by=by, sample=True)
    actions.choose(event, Chosen(traces=(session.leaves,)), by=by)
    actions.publish(event, by=by)


def _register(held: Held, by: Person) -> None:
    """Who comes again has an account; the others come without one."""
    del by
    event = _event(held)
    for each in held.people:
        wishes = _wishes(each, held.session)
        if each.again:
            actions.register(event, wishes, by=_account(each))
        else:
            actions.register_without_account(event, wishes)


def _check_in(held: Held, by: Person) -> None:
    """At the door, or from the printed list when all of it was typed later."""
    _read(held, len(held.people) - held.session.on_paper, by)


def _read_paper(held: Held, by: Person) -> None:
    """Whoever was ticked on the printed list alone. What was read before is not counted again."""
    _read(held, len(held.people), by)


def _read(held: Held, count: int, by: Person) -> None:
    event, session = _event(held), held.session
    came = datetime.combine(session.on, TYPED_AT, UTC)
    codes = event.registrations.order_by("number").values_list("code", flat=True)[:count]
    readings = [Reading(f"{session.key}-{number}", code, came) for number, code in enumerate(codes, 1)]
    actions.check_in(event, readings, by=by)


def _end(held: Held, by: Person) -> None:
    actions.pass_time(_event(held), by=by)


def _report(held: Held, by: Person) -> None:
    event = _event(held)
    actions.write_report(event, Told(learned=in_every_language(story.LEARNED)), by=by)
    actions.hand_in(event, by=by)


def _undo(held: Held, by: Person) -> None:
    """The first one who registered turned out to be registered twice."""
    [twice] = Registration.objects.filter(event=_event(held)).order_by("number")[:1]
    actions.undo_check_in(twice, by=by)


STEPS: Mapping[str, Callable[[Held, Person], None]] = {
    "announce": _announce,
    "register": _register,
    "check_in": _check_in,
    "read_paper": _read_paper,
    "end": _end,
    "report": _report,
    "undo": _undo,
}


def _planned(session: Session) -> Planned:
    group = COMMUNITIES[session.group]
    return Planned(
        title=in_every_language(story.TITLES[session.leaves], {"group": group.name}),
        text=in_every_language(story.TEXTS[session.leaves]),
        policy=in_every_language(story.POLICY),
        sessions=(Times(session.on, BEGINS, session.on, ENDS),),
        time_zone=group.zone,
        languages=(group.language,),
        capacity=story.PLACES,
        serves=SERVES,
        initiative=INITIATIVE,
        **_where(group),
    )


def _where(group: Group) -> dict[str, Any]:
    if not group.town:
        return {"format": "online", "meeting_link": "https://sample.invalid/room"}
    return {
        "format": "in_person",
        "country": group.country,
        "place": group.town,
        "safety_contact": CONTACT,
    }


def _wishes(who: Participant, session: Session) -> Wishes:
    group = COMMUNITIES[session.group]
    return Wishes(
        language=group.language,
        comes_as=who.comes_as,
        says_new=who.says_new,
        country=group.country if who.says_where else "",
    )


def _account(who: Participant) -> Person:
    username = f"sample-participant-{who.number}"
    if found := Person.objects.filter(username=username).first():
        return found
    return movement.welcome(Person(username=username, name=_name(who.number)), by=cast.TELLER)


FIRST = ("Ama", "Oshi", "Tavo", "Mirel", "Kebba", "Sunta", "Ilka", "Noor")
LAST = ("Belunga", "Irvaste", "Okwendi", "Salmare", "Tuvalin", "Wendaru", "Yorvik", "Zamboro")


def _name(number: int) -> str:
    """Invented: nobody has it."""
    chance = Random(number)  # noqa: S311 -- a story, not a secret
    return f"{chance.choice(FIRST)} {chance.choice(LAST)}"


@cache
def _held() -> Mapping[str, Held]:
    return {each.session.key: each for each in story.held()}


def _event(held: Held) -> Event:
    return Event.objects.get(key=held.session.key)
