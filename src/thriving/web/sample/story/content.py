"""Diverse content: findings of research, and partners who keep heritage."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_noop as _

from thriving.evidence.statements import Statement
from thriving.web.sample.deeds import Record, Told
from thriving.web.sample.groups import PARTNERS

FINDINGS = (
    ("stream-1", date(2019, 9, 30), _("Finding: what small archives can describe by themselves")),
    ("stream-2", date(2019, 11, 21), _("Finding: where pictures are found but not used")),
    ("stream-3", date(2020, 1, 16), _("Finding: who reuses data about monuments")),
    ("stream-1", date(2020, 2, 6), _("Finding: how long a description stays right")),
    ("stream-4", date(2020, 3, 12), _("Finding: what keeps institutions from a second donation")),
    ("stream-5", date(2020, 5, 19), _("Finding: which tools volunteers leave, and when")),
)
MEETINGS = (
    ("valley-archive", "archive", date(2019, 10, 17)),
    ("northern-library", "library", date(2019, 11, 28)),
    ("river-museum", "museum", date(2020, 1, 22)),
    ("coast-collection", "private_collection", date(2020, 1, 30)),
)


def deeds() -> tuple[Told, ...]:
    return (
        *(_found(number, *each) for number, each in enumerate(FINDINGS, start=1)),
        *(_met(*each) for each in MEETINGS),
    )


def _found(number: int, stream: str, on: date, title: str) -> Told:
    record = Record(f"finding/{number}", "finding", title)
    fact = Statement(
        "research.finding_named", f"finding-{number}", on, dimensions={"stream": stream}, source=record.key
    )
    return Told(on, record, (fact,))


def _met(partner: str, holder: str, on: date) -> Told:
    group = PARTNERS[partner]
    record = Record(f"meeting/{partner}", "meeting", _("Meeting with %(group)s"), {"group": group.name})
    dimensions = {"region": group.region, "holder_type": holder}
    return Told(
        on, record, (Statement("partner.met", partner, on, dimensions=dimensions, source=record.key),)
    )
