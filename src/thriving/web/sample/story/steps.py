"""Milestones: each step is reached when its document is there."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_noop as _

from thriving.web.sample.deeds import Reached

# Milestone, step, when it was reached, and the document that proves it.
REACHED = (
    (
        "youth-advisory-council",
        "needs-listed",
        date(2019, 9, 24),
        _("List of what a youth council is needed for"),
    ),
    (
        "youth-advisory-council",
        "young-people-heard",
        date(2019, 12, 9),
        _("Summary of six hearings with young people"),
    ),
    ("youth-advisory-council", "budget-agreed", date(2020, 3, 11), _("Budget of the council’s first year")),
    ("youth-advisory-council", "safeguarding-agreed", date(2020, 5, 12), _("Rules that keep minors safe")),
    (
        "youth-advisory-council",
        "council-prepared",
        date(2020, 6, 26),
        _("Checklist of the preparation, all signed off"),
    ),
    ("online-learning-experience", "pilots-prepared", date(2019, 10, 21), _("Guide for pilots")),
    (
        "online-learning-experience",
        "pilot-data-examined",
        date(2020, 2, 25),
        _("What the first pilots showed"),
    ),
    (
        "online-learning-experience",
        "design-drafted",
        date(2020, 5, 13),
        _("Draft design of the learning experience"),
    ),
    (
        "online-learning-experience",
        "design-finished",
        date(2020, 6, 24),
        _("Design of the learning experience"),
    ),
    ("campaign-in-a-box", "experiments-chosen", date(2019, 10, 14), _("Four experiments and why these")),
    ("campaign-in-a-box", "curriculum-outlined", date(2020, 2, 20), _("Outline of the curriculum")),
    ("campaign-in-a-box", "strategy-designed", date(2020, 5, 28), _("Strategy for campaigns")),
    ("campaign-in-a-box", "curriculum-designed", date(2020, 6, 23), _("Curriculum for campaigns")),
    ("heritage-digitization-needs", "partners-listed", date(2019, 12, 4), _("List of possible partners")),
    ("heritage-digitization-needs", "plan-drafted", date(2020, 6, 10), _("Draft of the research plan")),
    ("crisis-response", "protocol-written", date(2019, 10, 28), _("Protocol, first edition")),
    ("crisis-response", "roles-filled", date(2019, 12, 11), _("Table of roles")),
    ("crisis-response", "drill-held", date(2020, 1, 29), _("Notes of the drill")),
    ("crisis-response", "fully-operational", date(2020, 2, 27), _("Note that the protocol is in operation")),
)

# Those above, and those whose steps other records reach by themselves: a position, the Code of Conduct.
BY_THEMSELVES = ("gender-program-manager", "code-of-conduct")
MILESTONES = tuple(dict.fromkeys([*(reached[0] for reached in REACHED), *BY_THEMSELVES]))


def deeds() -> tuple[Reached, ...]:
    return tuple(Reached(on, milestone, step, title) for milestone, step, on, title in REACHED)
