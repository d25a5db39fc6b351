"""The box of the sample year, through the actions of the product."""

from __future__ import annotations

from thriving.kernel.words import Words
from thriving.movement.models import Person
from thriving.programs.campaigns import actions
from thriving.programs.campaigns.content import Content
from thriving.programs.campaigns.models import Box
from thriving.programs.campaigns.things import Thing, What
from thriving.web.sample.deeds import in_every_language
from thriving.web.sample.story import boxes as story
from thriving.web.sample.story.boxes import Page


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
        changes=_said(changes),
        by=by,
        experiments=[experiment] if experiment else [],
    )


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
        title=_said(page.title),
        text=_said(page.text),
        day=page.day,
        role=page.role,
        measure=page.measure,
        target=page.target,
        items=tuple(Thing(What.ORAL_HISTORY, *each) for each in page.things),
        pattern=page.key if page.kind == "pattern" else "",
    )


def _said(message: str) -> Words:
    return in_every_language(message) if message else Words()
