"""Campaigns and boxes of these tests, at any step."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

from thriving.kernel import clock
from thriving.kernel.words import Words
from thriving.movement.models import Person, Wiki
from thriving.programs.campaigns import actions
from thriving.programs.campaigns.actions import Placed, Planned, Told
from thriving.programs.campaigns.content import Content
from thriving.programs.campaigns.models import (
    Box,
    BoxVersion,
    Campaign,
    ContributionList,
    Instance,
    Piece,
    WorkItem,
)
from thriving.programs.campaigns.things import Thing, thing

PLANNED_ON, FIRST, DURING, LAST, AFTER = (
    date(2026, 1, 5),
    date(2026, 3, 2),
    date(2026, 3, 10),
    date(2026, 3, 29),
    date(2026, 3, 31),
)
PLANNED: dict[str, Any] = {
    "title": Words(en="Markets of the world"),
    "theme": Words(en="Markets"),
    "text": Words(en="We write about markets."),
    "starts_on": FIRST,
    "ends_on": LAST,
    "languages": ("en",),
}
CHECK = Content(title=Words(en="Book the room"), text=Words(en="A library, if you can."), day=-14)
LETTER = Content(
    title=Words(en="Come to {title}", es="Ven a {title}"),
    text=Words(en="It starts on {start} in {place}.", es="Empieza el {start} en {place}."),
)


@contextmanager
def on(day: date) -> Iterator[None]:
    with clock.stopped_at(datetime(day.year, day.month, day.day, 12, tzinfo=UTC)):
        yield


def planned(**otherwise: Any) -> Planned:
    return Planned(**{**PLANNED, **otherwise})


def draft(by: Person, key: str = "markets", **otherwise: Any) -> Campaign:
    with on(PLANNED_ON):
        return actions.plan_campaign(planned(**otherwise), key=key, by=by)


def published(by: Person, key: str = "markets", **otherwise: Any) -> Campaign:
    campaign = draft(by, key, **otherwise)
    with on(PLANNED_ON):
        actions.publish(campaign, by=by)
    return campaign


def running(by: Person, key: str = "markets", **otherwise: Any) -> Campaign:
    campaign = published(by, key, **otherwise)
    with on(FIRST):
        actions.start(campaign, by=by)
    return campaign


def finished(by: Person, key: str = "markets", **otherwise: Any) -> Campaign:
    campaign = running(by, key, **otherwise)
    finish(campaign, by)
    return campaign


def finish(campaign: Campaign, by: Person) -> None:
    with on(AFTER):
        actions.finish(campaign, learned="Start earlier.", by=by)


def place(campaign: Campaign, by: Person, key: str = "ghana", **otherwise: Any) -> Instance:
    said = {"title": Words(en=key.title()), "country": "GH", **otherwise}
    with on(PLANNED_ON):
        found = actions.add_place(campaign, Placed(**said), key=key, by=by)
        actions.join(found, by=by)
    return found


def box(by: Person, key: str = "kit", **pieces: Content) -> Box:
    with on(PLANNED_ON):
        made = actions.make_box(Words(en="A kit"), Words(en="For markets."), key=key, by=by, days=28)
        for name, content in (pieces or {"task__room": CHECK, "mail__invitation": LETTER}).items():
            kind, _, piece = name.partition("__")
            actions.write_box_piece(made, kind, piece, content, by=by)
    return made


def version(by: Person, key: str = "kit", **pieces: Content) -> BoxVersion:
    with on(PLANNED_ON):
        return actions.publish_version(box(by, key, **pieces), changes=Words(), by=by)


def wiki(code: str = "enwiki") -> Wiki:
    told = {"domain": f"{code}.example", "project": "wikipedia", "name": code}
    return Wiki.objects.get_or_create(code=code, defaults={**told, "status": "open", "visibility": "public"})[
        0
    ]


def page(name: str = "Kejetia Market", code: str = "enwiki") -> Thing:
    wiki(code)
    return thing("page", name, code)


def told(
    name: str = "Kejetia Market", by: str = "", done: str = "created", *, may_measure: bool = False
) -> Told:
    return Told(page(name), done, DURING, name=by, may_measure=may_measure)


def from_box(made: BoxVersion, by: Person, key: str) -> Campaign:
    with on(PLANNED_ON):
        campaign = actions.campaign_from_box(made, planned(), key=key, by=by)
        actions.publish(campaign, by=by)
    return campaign


def worklist(where: Campaign | Instance, by: Person, *names: str) -> Piece:
    said = Content(title=Words(en="Wanted"), text=Words(en="We miss these."))
    made = actions.write_piece(where, "worklist", "list", said, by=by)
    actions.add_items(made, [page(name) for name in names], by=by)
    return made


def three_with_a_box(by: Person) -> None:
    """Campaigns "fish" with the place "ghana", its worklist and a list, "kitchen" from "kit", and "done"."""
    fish = running(by, "fish")
    made = worklist(place(fish, by), by)
    wanted = page()
    told = {name: getattr(wanted, name) for name in ("what", "name", "wiki", "identity")}
    WorkItem.objects.create(pk=1, worklist=made, changed_at=clock.now(), **told)
    at = {"campaign": fish, "instance": made.instance, "brought_at": clock.now()}
    ContributionList.objects.create(pk=1, count=0, faults=0, **at)
    from_box(version(by), by, "kitchen")
    finished(by, "done")
