"""A series of events in the sample year, through the actions of the product."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime

from thriving.movement.models import Person
from thriving.programs.events import actions
from thriving.programs.events.models import Event, Pattern
from thriving.web.sample import cast, gatherings
from thriving.web.sample.deeds import OfSaturday, in_every_language
from thriving.web.sample.story import saturdays as story
from thriving.web.sample.story.gatherings import LEARNED, POLICY


def take(deed: OfSaturday, by: Person) -> None:
    STEPS[deed.step](deed.day, by)


def _plan(day: date, by: Person) -> None:
    """The first one, and all others after its example."""
    event = actions.plan(_planned(day), by=by, sample=True)
    actions.repeat(event, pattern=Pattern.FORTNIGHTLY, times=len(story.SATURDAYS) - 1, by=by)


def _announce(day: date, by: Person) -> None:
    actions.publish(_event(day), by=by)


def _register(day: date, by: Person) -> None:
    del by
    event = _event(day)
    for _each in range(story.MET[day].signed_up):
        actions.register_without_account(event, actions.Wishes(language="en", comes_as="organizer"))


def _hold(day: date, by: Person) -> None:
    event = _event(day)
    came = datetime.combine(day, gatherings.TYPED_AT, UTC)
    codes = event.registrations.order_by("number").values_list("code", flat=True)
    read = [actions.Reading(f"saturday-{day}-{number}", code, came) for number, code in enumerate(codes, 1)]
    actions.check_in(event, read, by=by)


def _report(day: date, by: Person) -> None:
    """With the list of those who came without a code: the same names again are the same people."""
    event = _event(day)
    actions.pass_time(event, by=by)
    names = "\n".join(f"Sample Tamale {number}" for number in range(1, story.MET[day].listed + 1))
    actions.take_in_list(actions.bring_names(event, names, agreed=False, by=by), by=by)
    told = actions.Told(learned=in_every_language(LEARNED), patterns=(story.PATTERN,))
    actions.write_report(event, told, by=by)
    actions.hand_in(event, by=by)


STEPS: Mapping[str, Callable[[date, Person], None]] = {
    "plan": _plan,
    "announce": _announce,
    "register": _register,
    "hold": _hold,
    "report": _report,
}


def _planned(day: date) -> actions.Planned:
    return actions.Planned(
        title=in_every_language(story.TITLE),
        text=in_every_language(story.TEXT),
        policy=in_every_language(POLICY),
        sessions=(actions.Times(day, gatherings.BEGINS, day, gatherings.ENDS),),
        format="in_person",
        time_zone="Africa/Accra",
        country="GH",
        place="Tamale",
        safety_contact=gatherings.CONTACT,
        languages=("dag", "en"),
        capacity=story.PLACES,
        serves=(f"{cast.PLAN}/movement-diversity",),
        initiative=story.INITIATIVE,
    )


def _event(day: date) -> Event:
    return Event.objects.get(initiative=story.INITIATIVE, starts_at__date=day)
