"""What campaigns do when something becomes of accounts, or of events that are part of them."""

from __future__ import annotations

from thriving.movement import hearers
from thriving.movement.models import Person
from thriving.programs.campaigns import actions
from thriving.programs.campaigns.actions import measuring
from thriving.programs.campaigns.queries import complements, measured
from thriving.programs.events.hearers import hearers as of_events
from thriving.programs.events.waits import waits
from thriving.programs.events.wholes import wholes


def take_over(person: Person, name: str) -> None:
    actions.know_as(person, name)


of_events.add("campaigns", measuring.hear)
waits.add("campaigns", measured.wait)
wholes.add("campaigns", complements.completes)
hearers.vouched.add("campaigns", take_over)
