"""The campaigns of the sample year, through the actions of the product."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from itertools import cycle, islice

from thriving.kernel import clock
from thriving.kernel.words import Words
from thriving.movement.models import Person
from thriving.programs.campaigns import actions
from thriving.programs.campaigns.models import BoxVersion, Campaign, Contribution, Instance, WorkItem
from thriving.programs.campaigns.queries.kit import Difference, differences, pieces_of
from thriving.programs.campaigns.states import REPORTED
from thriving.programs.campaigns.things import Thing, What
from thriving.programs.events import actions as events
from thriving.programs.events.models import Event
from thriving.web.sample import cast, gatherings
from thriving.web.sample.deeds import OfCampaign, in_every_language
from thriving.web.sample.story import boxes as box
from thriving.web.sample.story.campaigns import RUNS, WRITING, Gathering, Run
from thriving.web.sample.story.gatherings import LEARNED, POLICY

_RUNS: Mapping[str, Run] = {each.key: each for each in RUNS}
SORTS = (  # of what is recorded, each with what was done to it and the word that names it
    (What.ORAL_HISTORY, "recorded", "Voice"),
    (What.MEDIA, "uploaded", "Picture"),
    (What.DATA, "created", "Table"),
)


def take(deed: OfCampaign, by: Person) -> None:
    run = _RUNS[deed.campaign]
    if deed.gathering:
        gathering = next(each for each in run.gatherings if each.key == deed.gathering)
        AT_A_GATHERING[deed.step](run, gathering, by)
    else:
        OF_THE_WHOLE[deed.step](run, by)


def _plan(run: Run, by: Person) -> None:
    version = BoxVersion.objects.filter(box__key=box.BOX).latest("number")
    planned = actions.Planned(
        title=in_every_language(run.title),
        starts_on=run.begins,
        countries=_codes(each.country for each in run.gatherings),
        languages=_codes(each.language for each in run.gatherings),
        serves=(f"{cast.PLAN}/{run.serves}",),
        initiative=run.initiative,
    )
    campaign = actions.campaign_from_box(version, planned, key=run.key, by=by, sample=True)
    actions.publish(campaign, by=by)
    for each in run.gatherings:
        if each.town:
            placed = actions.Placed(Words(en=each.town), country=each.country, languages=(each.language,))
            actions.join(actions.add_place(campaign, placed, key=each.key, by=by), by=by)


def _start(run: Run, by: Person) -> None:
    campaign = _campaign(run)
    actions.pass_time(campaign, by=by)
    _tick_what_is_due(campaign, by)


def _follow(run: Run, by: Person) -> None:
    """Decide of each piece of the newer version: what is new is taken over, what was dropped stays here."""
    campaign, version = _campaign(run), BoxVersion.objects.latest("number")
    for each in _news(campaign, version):
        decide = actions.keep_ours if each.theirs is None else actions.take_over
        decide(campaign, version, each.name, seen=each.seen, by=by)


def _news(campaign: Campaign, version: BoxVersion) -> list[Difference]:
    return [each for each in differences(campaign, version) if each.standing.is_news]


def _help(run: Run, by: Person) -> None:
    """A volunteer does what the worklist asks for and tells of it; somebody else confirms it."""
    volunteer = Person.objects.get(username=cast.VOLUNTEER.username)
    item = WorkItem.objects.filter(worklist__campaign__key=run.key).order_by("pk")[0]
    actions.claim(item, by=volunteer)
    actions.finish_item(item, by=volunteer)
    told = actions.Told(item.thing, "recorded", clock.today(), "en")
    actions.confirm([actions.record(_campaign(run), told, by=volunteer)], by=by)


def _finish(run: Run, by: Person) -> None:
    campaign = _campaign(run)
    _tick_what_is_due(campaign, by)
    actions.finish(campaign, learned=run.learned, by=by)


def _announce(run: Run, at: Gathering, by: Person) -> None:
    """Its event leaves no trace in the plan's numbers of leaders: nobody chose one."""
    event = events.plan(_event_planned(run, at), key=_event_key(run, at), by=by, sample=True)
    events.publish(event, by=by)
    actions.add_event(_holder(run, at), event, by=by)
    for _each in range(at.signed_up):
        events.register_without_account(event, events.Wishes(language=at.language))


def _hold(run: Run, at: Gathering, by: Person) -> None:
    """Whoever signed up is checked in by the code that they hold."""
    event = _event(run, at)
    came = datetime.combine(at.begins, gatherings.TYPED_AT, UTC)
    codes = event.registrations.order_by("number").values_list("code", flat=True)
    read = [events.Reading(f"{event.key}-{number}", code, came) for number, code in enumerate(codes, 1)]
    events.check_in(event, read, by=by)


def _tell(run: Run, at: Gathering, by: Person) -> None:
    """The list from the room, what was recorded there, and the report."""
    event = _event(run, at)
    events.pass_time(event, by=by)
    roll = events.bring_names(event, "\n".join(at.people), agreed=not at.town, by=by)
    events.take_in_list(roll, by=by)
    if at.recorded:
        actions.record_list(_holder(run, at), list(_recorded(run, at, event)), by=by)
        _confirm(event, run)
    events.write_report(event, events.Told(learned=in_every_language(LEARNED)), by=by)
    events.hand_in(event, by=by)


def _confirm(event: Event, run: Run) -> None:
    """Somebody else than who brought it: any row may be about themselves."""
    lead = Person.objects.get(username=cast.LEADS[run.serves].username)
    told = Contribution.objects.filter(event=event, state=REPORTED).select_related("campaign", "instance")
    actions.confirm(list(told), by=lead)


def _recorded(run: Run, at: Gathering, event: Event) -> Iterator[actions.Told]:
    """Everybody on the list records something, some of them twice."""
    for number, (name, (what, done, word)) in enumerate(
        islice(zip(cycle(at.people), cycle(SORTS), strict=False), at.recorded), 1
    ):
        address = f"https://sample.invalid/{run.key}/{at.key}/{number}"
        thing = Thing(what, f"{word} {at.town} {number}", "", address)
        yield actions.Told(thing, done, at.begins, at.language, name, event)


OF_THE_WHOLE: Mapping[str, Callable[[Run, Person], None]] = {
    "plan": _plan,
    "start": _start,
    "follow": _follow,
    "help": _help,
    "finish": _finish,
}
AT_A_GATHERING: Mapping[str, Callable[[Run, Gathering, Person], None]] = {
    "announce": _announce,
    "hold": _hold,
    "tell": _tell,
}


def _event_planned(run: Run, at: Gathering) -> events.Planned:
    days = (at.begins + timedelta(days=number) for number in range((at.ends - at.begins).days + 1))
    return events.Planned(
        title=_title(run, at),
        text=in_every_language(box.TEXT),
        policy=in_every_language(POLICY),
        sessions=tuple(events.Times(day, gatherings.BEGINS, day, gatherings.ENDS) for day in days),
        format="in_person" if at.town else "online",
        time_zone=at.zone,
        country=at.country,
        place=at.town,
        safety_contact=gatherings.CONTACT if at.town else "",
        languages=(at.language,),
        serves=(f"{cast.PLAN}/{run.serves}",),
        initiative=run.initiative,
    )


def _title(run: Run, at: Gathering) -> Words:
    """With the town, so that one is told from the other."""
    if not at.town:
        return in_every_language(WRITING)
    named = in_every_language(run.title)
    return Words({language: f"{said}: {at.town}" for language, said in named.items()})


def _tick_what_is_due(campaign: Campaign, by: Person) -> None:
    for piece in pieces_of(campaign).filter(left_out=False, done_at=None):
        if piece.due_on and piece.due_on <= clock.today():
            actions.tick(piece, done=True, by=by)


def _campaign(run: Run) -> Campaign:
    return Campaign.objects.get(key=run.key)


def _holder(run: Run, at: Gathering) -> Campaign | Instance:
    if not at.town:
        return _campaign(run)
    return Instance.objects.select_related("campaign").get(campaign__key=run.key, key=at.key)


def _event_key(run: Run, at: Gathering) -> str:
    return f"{run.key}-{at.key}"


def _event(run: Run, at: Gathering) -> Event:
    return Event.objects.get(key=_event_key(run, at))


def _codes(found: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, found)))
