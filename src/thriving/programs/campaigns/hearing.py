"""What campaigns do when something becomes of accounts."""

from __future__ import annotations

from thriving.movement import hearers
from thriving.movement.models import Person
from thriving.programs.campaigns import actions


def take_over(person: Person, name: str) -> None:
    actions.know_as(person, name)


hearers.vouched.add("campaigns", take_over)
