"""The positions of the sample year, all invented, taken through the steps that real ones take."""

from __future__ import annotations

from thriving.movement.models import Person
from thriving.programs.milestones.models import Milestone
from thriving.programs.positions import actions
from thriving.programs.positions.actions import Described
from thriving.programs.positions.models import Position
from thriving.web.sample import cast
from thriving.web.sample.deeds import OfPosition, in_every_language
from thriving.web.sample.story.positions import CLOSED, POSTS_BY_KEY, Post

PRIORITY = "movement-diversity"
KEY_RESULT = "gender-manager-and-regional-liaisons"
HIRING = "gender-program-manager"  # the position, and the milestone that hires
STEPS = {"described": "position-described", "opened": "position-published", "filled": "manager-hired"}


def take(deed: OfPosition, by: Person) -> None:
    post = POSTS_BY_KEY[deed.position]
    if deed.step == "describe":
        _propose(post, by)
    found = Position.objects.get(key=deed.position)
    match deed.step:
        case "describe":
            actions.describe(found, by=by)
        case "open":
            actions.open_for_applications(found, on=deed.on, by=by)
        case "close":
            actions.close(found, on=deed.on, reason=CLOSED, by=by)
        case "promise" if post.begins:
            actions.promise(found, first_day=post.begins, by=by)
        case "fill":
            actions.fill(found, first_day=deed.on, by=by)
        case "leave":
            actions.leave(found, last_day=deed.on, by=by)


def _propose(post: Post, by: Person) -> None:
    said = Described(
        title=in_every_language(post.title),
        role=post.role,
        summary=in_every_language(post.summary),
        region=post.region,
        hours=40 if post.key == HIRING else 20,
        plan=cast.PLAN,
        key_result=KEY_RESULT,
        call=f"/ask/about/priority:{cast.PLAN}/{PRIORITY}/",  # who leads it hears who wants to come
    )
    position = actions.propose(said, key=post.key, by=by, sample=True)
    if post.key == HIRING:
        hiring = Milestone.objects.get(key=HIRING)
        for moment, step in STEPS.items():
            actions.reach_step(position, moment, hiring, step, by=by)
