"""The box of the sample year and its campaigns, through the actions of the product."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from thriving.kernel.words import Words
from thriving.movement.models import Person
from thriving.programs.campaigns import actions
from thriving.programs.campaigns.content import Content
from thriving.programs.campaigns.models import Box, BoxVersion, Campaign, Instance
from thriving.programs.campaigns.things import Thing, What
from thriving.programs.events import actions as events
from thriving.programs.events.models import Event
from thriving.web.sample import cast, gatherings
from thriving.web.sample.deeds import OfCampaign, in_every_language
from thriving.web.sample.story import boxes as story
from thriving.web.sample.story.boxes import Page, Run
from thriving.web.sample.story.gatherings import POLICY

_RUNS: Mapping[str, Run] = {each.key: each for each in story.RUNS}
LANGUAGES = ("en", "es", "ar")


def pack(number: int, by: Person) -> None:
    """Write what is new in a version of the box, and publish it."""
    _on, changes, pages, experiment = story.VERSIONS[number - 1]
    box = Box.objects.filter(key=story.BOX).first() or _begun(by)
    for page in pages:
        actions.write_box_piece(box, page.kind, page.key, _content(page), by=by)
    if number > 1:
        actions.drop_box_piece(box, *story.DROPPED, by=by)
    actions.publish_version(
        box,
        changes=in_every_language(changes) if changes else Words(),
        by=by,
        experiments=[experiment] if experiment else [],
    )


def take(deed: OfCampaign, by: Person) -> None:
    STEPS[deed.step](_RUNS[deed.campaign], by)


def _plan(run: Run, by: Person) -> None:
    version = BoxVersion.objects.filter(box__key=story.BOX).latest("number")
    planned = actions.Planned(
        title=in_every_language(run.title),
        starts_on=run.begins,
        countries=(run.country,),
        languages=(run.language,),
        serves=(f"{cast.PLAN}/diverse-content",),
        initiative="campaign-kit" if run.planned > story.VERSIONS[1][0] else "",
    )
    campaign = actions.campaign_from_box(version, planned, key=run.key, by=by, sample=True)
    actions.publish(campaign, by=by)
    placed = actions.Placed(Words(en=run.town), country=run.country, languages=(run.language,))
    place = actions.add_place(campaign, placed, key=run.town.lower(), by=by)
    actions.join(place, by=by)


def _start(run: Run, by: Person) -> None:
    actions.pass_time(Campaign.objects.get(key=run.key), by=by)


def _invite(run: Run, by: Person) -> None:
    """Its event leaves no trace in the plan's numbers of leaders: nobody chose one."""
    planned = events.Planned(
        title=in_every_language(run.title),
        text=in_every_language(story.TEXT),
        policy=in_every_language(POLICY),
        sessions=(events.Times(run.held, gatherings.BEGINS, run.held, gatherings.ENDS),),
        format="in_person",
        time_zone=run.zone,
        country=run.country,
        place=run.town,
        safety_contact=gatherings.CONTACT,
        languages=(run.language,),
    )
    event = events.plan(planned, key=run.key, by=by, sample=True)
    events.publish(event, by=by)
    actions.add_event(_place(run), event, by=by)
    for _each in range(run.came):
        events.register_without_account(event, events.Wishes(language=run.language))


def _follow(run: Run, by: Person) -> None:
    """Take over what is new in the box; nothing of it was written differently here."""
    campaign = Campaign.objects.get(key=run.key)
    actions.take_all_that_is_safe(campaign, BoxVersion.objects.latest("number"), by=by)


def _hold(run: Run, by: Person) -> None:
    event = Event.objects.get(key=run.key)
    came = datetime.combine(run.held, gatherings.TYPED_AT, UTC)
    codes = event.registrations.order_by("number").values_list("code", flat=True)
    read = [events.Reading(f"{run.key}-{number}", code, came) for number, code in enumerate(codes, 1)]
    events.check_in(event, read, by=by)


def _tell(run: Run, by: Person) -> None:
    """Others recorded it and the organizer brings the list: what it says counts at once."""
    event = Event.objects.get(key=run.key)
    events.pass_time(event, by=by)
    told = [
        actions.Told(
            Thing(
                What.ORAL_HISTORY, f"{run.town} {number}", "", f"https://sample.invalid/{run.key}/{number}"
            ),
            "created",
            run.held,
            run.language,
            f"Sample {run.town} {number}",
            event,
        )
        for number in range(1, story.RECORDED + 1)
    ]
    actions.record_list(_place(run), told, by=by)


def _place(run: Run) -> Instance:
    return Instance.objects.select_related("campaign").get(campaign__key=run.key, key=run.town.lower())


def _finish(run: Run, by: Person) -> None:
    actions.finish(Campaign.objects.get(key=run.key), learned=run.learned, by=by)


STEPS: Mapping[str, Callable[[Run, Person], None]] = {
    "plan": _plan,
    "start": _start,
    "invite": _invite,
    "follow": _follow,
    "hold": _hold,
    "tell": _tell,
    "finish": _finish,
}


def _begun(by: Person) -> Box:
    return actions.make_box(
        in_every_language(story.TITLE),
        in_every_language(story.TEXT),
        key=story.BOX,
        by=by,
        days=story.DAYS,
        sample=True,
    )


def _content(page: Page) -> Content:
    return Content(
        title=in_every_language(page.title),
        text=in_every_language(page.text) if page.text else Words(),
        day=page.day,
        role=page.role,
        measure=page.measure,
        target=page.target,
        items=tuple(Thing(What.ORAL_HISTORY, *each) for each in page.things),
    )
