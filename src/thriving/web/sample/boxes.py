"""The box of the sample year and its campaigns, through the actions of the product."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from thriving.kernel.words import Words
from thriving.movement.models import Person
from thriving.programs.campaigns import actions
from thriving.programs.campaigns.content import Content
from thriving.programs.campaigns.models import Box, BoxVersion, Campaign
from thriving.programs.campaigns.things import Thing, What
from thriving.web.sample import cast
from thriving.web.sample.deeds import OfCampaign, in_every_language
from thriving.web.sample.story import boxes as story
from thriving.web.sample.story.boxes import Page, Run

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


def _start(run: Run, by: Person) -> None:
    actions.pass_time(Campaign.objects.get(key=run.key), by=by)


def _finish(run: Run, by: Person) -> None:
    actions.finish(Campaign.objects.get(key=run.key), learned=run.learned, by=by)


STEPS: Mapping[str, Callable[[Run, Person], None]] = {"plan": _plan, "start": _start, "finish": _finish}


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
