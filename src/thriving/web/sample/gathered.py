"""Gatherings that grants pay for: announced, their risks looked at with whom it concerns, held."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from thriving.kernel import clock
from thriving.movement.models import Person
from thriving.programs.events import actions as events
from thriving.programs.events.actions import Planned, Times
from thriving.programs.events.models import Entrance, Event
from thriving.safety.event_risk.actions import (
    assessing,
    contacts,
    measures,
    reviewing,
    stakeholders,
    staleness,
    triage,
    waivers,
)
from thriving.safety.event_risk.actions.assessing import Said
from thriving.safety.event_risk.conditions import CONTACTS
from thriving.safety.event_risk.matrix import Domain
from thriving.safety.event_risk.models import Waiver
from thriving.safety.event_risk.models.contacts import Post
from thriving.safety.event_risk.models.measures import Effect
from thriving.safety.event_risk.questionnaire import NEWEST
from thriving.safety.event_risk.stakeholding import How
from thriving.web.sample import cast
from thriving.web.sample.deeds import OfGathering, in_every_language
from thriving.web.sample.groups import COMMUNITIES
from thriving.web.sample.story import gathered as story
from thriving.web.sample.story.gathered import Gathered

BEGINS, ENDS = time(10), time(17)
CONTACT = "+00 0000 0000"  # nobody's
NUMBERS = ("+00 0000 0001", "+00 0000 0002")
KEPT_WITH = "The safety team of the hosts"
OTHERS = ("organizer", "venue")
# What is answered with yes; whoever is asked for enhanced care is in some danger when it is known.
DANGER, CARE = ("in_person", "overnight", "danger"), ("in_person", "overnight")


def take(deed: OfGathering) -> None:
    STEPS[deed.step](story.BY_KEY[deed.key])


def event_of(key: str) -> Event:
    """By the key of the story: of a closed one the address is coined."""
    return Event.objects.get(title=_planned(story.BY_KEY[key]).title, starts_at=_start(story.BY_KEY[key]))


def announce(gathering: Gathered) -> Event:
    by = _person(cast.ORGANIZER)
    key = "" if gathering.closed else gathering.key
    event = events.plan(_planned(gathering), key=key, by=by, sample=True)
    events.publish(event, by=by)
    return event


def _plan(gathering: Gathered) -> None:
    """Its care is decided on the day on which it is paid for, and who is to be asked is named."""
    event, by = event_of(gathering.key), _person(cast.RISK_OFFICER)
    yes = DANGER if gathering.is_enhanced else CARE
    answers = {each.key: "yes" if each.key in yes else "no" for each in NEWEST.questions}
    triage.answer(event, answers, by=_person(cast.ORGANIZER))
    named = _named()
    for each in event.risk_stakeholders.order_by("pk"):
        stakeholders.appoint(each, named[each.role], by=by)


def _ask(gathering: Gathered) -> None:
    _engage(gathering, (*gathering.prompt, *OTHERS))


def _make_good(gathering: Gathered) -> None:
    _engage(gathering, gathering.tardy)


def _engage(gathering: Gathered, roles: tuple[str, ...]) -> None:
    for each in event_of(gathering.key).risk_stakeholders.filter(role__in=roles).order_by("pk"):
        by = each.person if each.is_of_foundation and each.person else _person(cast.ORGANIZER)
        stakeholders.engage(each, How.READ, by=by)


def _assess(gathering: Gathered) -> None:
    """Written by its organizer, read and accepted by an officer who has no part in it."""
    event, by, reader = event_of(gathering.key), _person(cast.ORGANIZER), _person(cast.RISK_OFFICER)
    assessment = assessing.begin(event, by=by)
    others = [str(each) for each in Domain if each != Domain.TRAVEL]
    risk = assessing.add_risk(
        assessment, Said(Domain.TRAVEL, story.THREAT, 3, 3, 2, 3, capacity=story.CAPACITY), by=by
    )
    due = gathering.on - timedelta(days=1)
    measures.plan(risk, story.MEASURE, effect=Effect.LIKELIHOOD, owner=by, due_on=due, by=by)
    assessing.describe_place(assessment, story.CONTEXT, others, by=by)
    assessing.submit(assessment, by=by)
    reviewing.take_up(assessment, by=reader)
    reviewing.accept(assessment, by=reader)


def _call(gathering: Gathered) -> None:
    event, by = event_of(gathering.key), _person(cast.ORGANIZER)
    for post, number in zip((Post.AT_VENUE, Post.OUTSIDE), NUMBERS, strict=True):
        told = contacts.Told(post, "Host", number)
        if gathering.is_enhanced:
            told = contacts.Told(post, kept_with=KEPT_WITH)
        written = contacts.write(event, told, by=by)
        contacts.call_back(written, reached=True, by=_person(cast.RISK_OFFICER))


def _move(gathering: Gathered) -> None:
    """To another town: what was accepted was about the first."""
    events.change(
        event_of(gathering.key),
        replace(_planned(gathering), place=story.MOVED_TO),
        by=_person(cast.ORGANIZER),
    )


def _alert(_gathering: Gathered) -> None:
    staleness.raise_alert(
        story.ALERTED, story.ALERT, story.ALERT_SOURCE, by=_person(cast.RISK_OFFICER), sample=True
    )


def _ask_waiver(gathering: Gathered) -> None:
    ends = clock.now() + story.WAIVER_LASTS
    asks = _person(cast.RISK_AUTHORITIES[0])
    waivers.ask(event_of(gathering.key), CONTACTS, story.WAIVER_REASON, ends_at=ends, by=asks)


def _waive(gathering: Gathered) -> None:
    waiver = Waiver.objects.get(event=event_of(gathering.key))
    waivers.grant(waiver, by=_person(cast.RISK_AUTHORITIES[1]))


def _end(gathering: Gathered) -> None:
    events.pass_time(event_of(gathering.key), by=_person(cast.ORGANIZER))


STEPS: Mapping[str, Callable[[Gathered], None]] = {
    "plan": _plan,
    "ask": _ask,
    "make_good": _make_good,
    "assess": _assess,
    "call": _call,
    "move": _move,
    "alert": _alert,
    "ask_waiver": _ask_waiver,
    "waive": _waive,
    "end": _end,
}


def _planned(gathering: Gathered) -> Planned:
    group = COMMUNITIES[gathering.group]
    country, zone = story.ABROAD.get(gathering.group, (group.country, group.zone))
    return Planned(
        title=in_every_language(story.TITLE, {"group": group.name}),
        text=in_every_language(story.TEXT),
        policy=in_every_language(story.POLICY),
        sessions=(Times(gathering.on, BEGINS, gathering.on, ENDS),),
        time_zone=zone,
        languages=(group.language,),
        format="in_person",
        country=country,
        place=story.TOWNS.get(gathering.group, group.town),
        safety_contact=CONTACT,
        entrance=Entrance.INVITED if gathering.closed else Entrance.OPEN,
    )


def _start(gathering: Gathered) -> datetime:
    starts: datetime = _planned(gathering).span[0]
    return starts.astimezone(UTC)


def _named() -> dict[str, Person]:
    foundation = (cast.GRANTS_OFFICER, cast.RISK_OFFICER, cast.EVENTS_TEAM, cast.LEGAL)
    told = dict(zip(story.FOUNDATION, map(_person, foundation), strict=True))
    return {**told, **dict.fromkeys(OTHERS, _person(cast.ORGANIZER))}


def _person(somebody: cast.Somebody) -> Person:
    return Person.objects.get(username=somebody.username)
