"""The letter that invites people to test the leadership framework. Who came, `gatherings` tells."""

from __future__ import annotations

from datetime import date
from random import Random

from django.utils.translation import gettext_noop as _

from thriving.evidence.statements import Statement
from thriving.web.sample.deeds import Record, Told

KIND = "leadership.engaged"
INVITED = (date(2019, 8, 1), 46)  # invitations do not count, and stand in the list as what they are


def deeds(chance: Random) -> tuple[Told]:
    on, number = INVITED
    record = Record("invitation/framework", "letter", _("Letter of invitation to test the framework"))
    facts = tuple(_invited(on, record.key, chance) for _number in range(number))
    return (Told(on, record, facts),)


def _invited(on: date, source: str, chance: Random) -> Statement:
    dimensions = {
        "stage": "invited",
        "standing": chance.choice(("new", "new", "existing")),
        "role": chance.choice(("organizer", "organizer", "organizer", "affiliate_leader")),
    }
    return Statement(KIND, f"{chance.getrandbits(128):032x}", on, dimensions=dimensions, source=source)
