"""What is published when, which target changed, and the numbers that somebody typed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_noop as _

from thriving.web.sample.deeds import Confirmed, Proposed, Published, Retargeted

# Published on the last day of each month, as at that day, and once more when a month had to be corrected.
MONTH_ENDS = (
    date(2019, 7, 31),
    date(2019, 8, 31),
    date(2019, 9, 30),
    date(2019, 10, 31),
    date(2019, 11, 30),
    date(2019, 12, 31),
    date(2020, 1, 31),
    date(2020, 2, 29),
    date(2020, 3, 31),
    date(2020, 4, 30),
    date(2020, 5, 31),
    date(2020, 6, 30),
)
CORRECTED = Published(
    date(2020, 4, 10),
    as_at=date(2020, 3, 31),
    note=_("Five people of a session on 28 March were entered late, and one had been entered twice."),
)
RAISED = Retargeted(
    date(2020, 1, 20),
    "education-greenhouse",
    "participants",
    Decimal("0.6"),
    "At midterm the participants called half of them too easy a target. The announcement gives no number.",
)
# Live interpretation at meetings leaves no record of its own, so somebody adds up invoices and types the sum.
INTERPRETATION = "hours-of-interpretation"
TITLE = _("Hours of interpretation")
SHORT = _("Hours of live interpretation at meetings since the plan began, as a person added them up.")
LIMITS = _("It is typed by a person from invoices; what volunteers interpreted for nothing is not in it.")
SPECIFICATION = {
    "kind": "stated",
    "measure": INTERPRETATION,
    "unit": {"code": "hour", "decimals": 0},
    "direction": "increase",
    "golden": {
        "on": "2020-03-31",
        "value": 64,
        "facts": [
            {"kind": "stated.value", "subject": INTERPRETATION, "occurred_on": "2019-09-30", "value": 26},
            {"kind": "stated.value", "subject": INTERPRETATION, "occurred_on": "2019-12-31", "value": 64},
        ],
    },
}
DECEMBER, MARCH = date(2019, 12, 31), date(2020, 3, 31)
TYPED = (
    Proposed(
        date(2020, 1, 8),
        INTERPRETATION,
        DECEMBER,
        Decimal(64),
        proof="quarter,hours\n2019-Q3,26\n2019-Q4,38\n",
        note="Sum of the interpreters’ invoices from July to December",
    ),
    Confirmed(date(2020, 1, 13), INTERPRETATION, DECEMBER),
    Proposed(
        date(2020, 4, 14),
        INTERPRETATION,
        MARCH,
        Decimal(97),
        proof="quarter,hours\n2019-Q3,26\n2019-Q4,38\n2020-Q1,33\n",
        note="Sum of the interpreters’ invoices from July to March",
    ),
    Confirmed(date(2020, 4, 20), INTERPRETATION, MARCH),
)


def deeds() -> tuple[Published | Retargeted | Proposed | Confirmed, ...]:
    monthly = (Published(day, as_at=day) for day in MONTH_ENDS)
    return (*monthly, CORRECTED, RAISED, *TYPED)
