"""Milestones of these tests: one that the plan names, one with steps of its own."""

from __future__ import annotations

from datetime import date

from django.core.files.base import ContentFile
from tests.plan import world

from thriving.kernel.words import Words
from thriving.movement.models import Person
from thriving.programs.milestones import actions
from thriving.programs.milestones.actions import Prepared, Shown, StepSaid
from thriving.programs.milestones.models import Milestone

AGREEMENT = "research-partnership"  # as the plan names it: a milestone and the key result alike
TODAY = date(2020, 3, 31)
PDF = b"%PDF-1.4\nInterests of both sides.\n"
at = world.at


def planned(by: Person) -> Milestone:
    """That of the agreement, with its three steps in the plan, taken up by whoever leads diverse content."""
    said = Prepared(AGREEMENT, Words(en="Partnership agreement"), plan=world.KEY, key_result=AGREEMENT)
    return actions.prepare(said, by=by)


def own(by: Person, key: str = "reading-room", **otherwise: object) -> Milestone:
    steps = (
        StepSaid("room-found", Words(en="A room is found"), date(2020, 2, 1)),
        StepSaid("books-brought", Words(en="Books are brought")),
    )
    return actions.prepare(Prepared(key, Words(en="A reading room"), steps=steps, **otherwise), by=by)  # type: ignore[arg-type]


def page(title: str = "Two letters of interest") -> Shown:
    return Shown(Words(en=title), address="https://meta.wikimedia.org/wiki/Interests")


def document(title: str = "Two letters of interest", content: bytes = PDF) -> Shown:
    return Shown(Words(en=title), file=ContentFile(content, name="interests.pdf"))
