from __future__ import annotations

from thriving.kernel import access
from thriving.movement.models import Person

# A person, or the name of a command: whoever runs commands on the server has its database anyway.
Actor = Person | str


class Refused(Exception):
    """What cannot be done with people and roles, in a sentence."""


def require(by: Actor, rule: str) -> None:
    if not isinstance(by, str):
        access.require_holds(by, rule)
