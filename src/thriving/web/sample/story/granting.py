"""Money for gatherings: who asks for it and gets it, who is turned away, how it is paid and reported on.

Every gathering of `gathered` has a grant of its own. Of eight the payment is told: seven leave, one is
refused at the gate, whose list of conditions says why. On the opening day one that leaves waits for its
approvals, and another to be sent.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_noop as _

from thriving.web.sample.deeds import OfGrant
from thriving.web.sample.story import LAST
from thriving.web.sample.story.gathered import GATHERED, Gathered

FUND = "gatherings"
FUND_TITLE = _("Fund for gatherings")
FUND_ABOUT = _("For meetings of up to a hundred people who work on the wikis, or want to.")
QUIZ = (
    (
        _("Is it for people who write, photograph or translate for the wikis?"),
        _("This fund pays for nothing else."),
    ),
    (_("Is there a policy by which everybody is treated well?"), _("Write one first: it can be short.")),
)
TARGETS = {"event-participants": 20, "new-editors-at-events": 5}  # core measures of every round
MORE_THAN_WANTED = 3  # of each, as the reports tell
QUESTION = _("What will be different afterwards?")
CRITERIA = (
    (
        "Serves the plan",
        3,
        (
            "It serves no priority.",
            "It serves one in part.",
            "It serves one wholly, and says by what one sees it.",
        ),
    ),
    (
        "People who are rarely heard",
        2,
        ("They are not thought of.", "They are invited.", "They are among those who prepare it."),
    ),
    (
        "Can be done",
        2,
        (
            "Days or costs do not fit.",
            "Days and costs fit.",
            "Days and costs fit, and somebody has done it before.",
        ),
    ),
)


@dataclass(frozen=True)
class Round:
    key: str
    title: str  # marked for translation
    opens: date
    closes: date
    decides_by: date
    read: date  # on which the officer reads, and members say whether they have a conflict
    reviewed: date
    decided: date
    ended: bool = True


AUTUMN = Round(
    "autumn-2019",
    _("Gatherings of autumn 2019"),
    date(2019, 7, 1),
    date(2019, 7, 8),
    date(2019, 7, 26),
    date(2019, 7, 9),
    date(2019, 7, 18),
    date(2019, 7, 25),
)
SPRING = Round(
    "spring-2020",
    _("Gatherings of spring 2020"),
    date(2019, 11, 25),
    date(2019, 12, 4),
    date(2020, 1, 10),
    date(2019, 12, 5),
    date(2019, 12, 17),
    date(2020, 1, 8),
)
SUMMER = Round(  # still open on the opening day
    "summer-2020",
    _("Gatherings of summer 2020"),
    date(2020, 4, 1),
    date(2020, 5, 15),
    date(2020, 6, 26),
    date(2020, 5, 18),
    date(2020, 6, 3),
    date(2020, 6, 24),
    ended=False,
)
ROUNDS = (AUTUMN, SPRING, SUMMER)


@dataclass(frozen=True)
class Asked:
    """A proposal. ``gathering`` is the one that it pays for; without one nothing was granted."""

    key: str
    group: str
    round: Round
    on: date  # handed in
    amount: int  # dollars
    granted: int = 0
    gathering: str = ""
    conditions: str = ""
    outcome: str = "approve"  # approve, approve_with_conditions, decline, defer, turned_away, withdrawn, open
    reason: str = ""
    needed: str = ""
    conflict_of: str = ""  # which member of the committee says that they have one


TITLE = _("Gathering of %(group)s")
SUMMARY = (
    "Two days on which we write together, show each other how, and welcome those who come for the first time."
)
ANSWER = "Ten people more who know how to begin, and two who can show others."
FITS = "It serves its priority, and the days and costs fit."
NOT_NOW = (
    Asked(
        "maps-and-places-2019",
        "maps-and-places",
        AUTUMN,
        date(2019, 7, 5),
        9000,
        outcome="decline",
        reason="Most of the money would go to equipment that one person keeps.",
        needed="A smaller budget, and who keeps the equipment for others afterwards.",
    ),
    Asked(
        "medicine-2019",
        "medicine",
        SPRING,
        date(2019, 12, 2),
        5200,
        outcome="turned_away",
        reason="It pays for a printed book, which this fund does not.",
        needed="A gathering, or another fund: the officer names one on request.",
    ),
    Asked("field-botany-2019", "field-botany", SPRING, date(2019, 12, 3), 2600, outcome="withdrawn"),
    Asked("seaside-2020", "seaside", SUMMER, date(2020, 4, 9), 4100, outcome="open"),
    Asked("mountain-2020", "mountain", SUMMER, date(2020, 4, 13), 3300, outcome="open"),
)
AMOUNTS = (3200, 4800, 2500, 3900, 5100, 2800, 4400)
CONFLICTS = {"lakeside-2019-08": "teuila", "night-sky-2020-03": "dorji"}
CONDITIONS = "The list of who comes is kept by one person, and by no other."


def asked() -> tuple[Asked, ...]:
    return (*(_granted(number, each) for number, each in enumerate(GATHERED)), *NOT_NOW)


def _granted(number: int, each: Gathered) -> Asked:
    """Half a year before summer one asks in autumn; the conditions of closed gatherings are written down."""
    one = AUTUMN if each.approved_on < SPRING.opens or each.approved_on.year == AUTUMN.opens.year else SPRING
    amount = AMOUNTS[number % len(AMOUNTS)]
    return Asked(
        each.key,
        each.group,
        one,
        one.opens + timedelta(days=1 + number % 5),
        amount,
        granted=amount,
        gathering=each.key,
        outcome="approve_with_conditions" if each.closed else "approve",
        conditions=CONDITIONS if each.closed else "",
        reason=FITS,
        conflict_of=CONFLICTS.get(each.key, ""),
    )


@dataclass(frozen=True)
class Paid:
    """How a payment goes: asked for, approved by two, sent, arrived. ``refused``: it stops at the gate.

    Without days of their own, its approvals and its sending are of the day on which it is asked for.
    """

    gathering: str
    on: date
    refused: bool = False
    approved_on: date | None = None
    sent_on: date | None = None


PAYMENTS = (
    Paid("lakeside-2019-08", date(2019, 8, 19)),
    Paid("highland-2019-09", date(2019, 9, 18)),
    Paid("riverbank-2019-10", date(2019, 10, 16)),
    Paid("archipelago-2019-11", date(2019, 11, 26)),
    Paid("oral-history-2020-02", date(2020, 3, 3)),
    Paid("night-sky-2020-03", date(2020, 4, 13), approved_on=date(2020, 4, 14), sent_on=date(2020, 4, 16)),
    Paid("plateau-2020-03", date(2020, 4, 14), approved_on=date(2020, 4, 16), sent_on=date(2020, 4, 16)),
    Paid("riverbank-2020-04", date(2020, 4, 14), refused=True),
)
ARRIVES = timedelta(days=2)
WORK_GOES_ON = timedelta(days=30)  # after the gathering, until the grant ends


@dataclass(frozen=True)
class Reported:
    gathering: str
    on: date
    accepted_on: date
    spent: int  # percent of each line


REPORTS = (
    Reported("lakeside-2019-08", date(2019, 11, 11), date(2019, 11, 15), 96),
    Reported("highland-2019-09", date(2020, 1, 8), date(2020, 1, 14), 100),
    Reported("riverbank-2019-10", date(2020, 1, 10), date(2020, 1, 20), 88),
)
DONE = "We met for two days. Those who came for the first time wrote about where they live."
LEARNED = "Half a day less of talks, and half a day more of writing: that is when people asked questions."
DUE = timedelta(days=30)  # after the grant has ended


def deeds() -> Iterator[OfGrant]:
    yield OfGrant(AUTUMN.opens, "", "found")
    for one in ROUNDS:
        yield from _of_round(one)
    for each in asked():
        yield from _of_proposal(each)
    yield from (OfGrant(each.approved_on, each.key, "agree") for each in GATHERED)
    for payment in PAYMENTS:
        yield from _of_payment(payment)
    for report in REPORTS:
        yield OfGrant(report.on, report.gathering, "report")
        yield OfGrant(report.accepted_on, report.gathering, "accept_report")
    yield from _days_passed()


def _days_passed() -> Iterator[OfGrant]:
    """The day after each report was due: the worker looks whether it is there."""
    for each in GATHERED:
        after = each.on + WORK_GOES_ON + DUE + timedelta(days=1)
        if after <= LAST:
            yield OfGrant(after, "", "look_at_days")


def _of_round(one: Round) -> Iterator[OfGrant]:
    yield OfGrant(one.opens, one.key, "open")
    if one.ended:
        yield OfGrant(one.closes, one.key, "close")


def _of_proposal(each: Asked) -> Iterator[OfGrant]:
    one = each.round
    yield OfGrant(each.on, each.key, "hand_in")
    if each.outcome == "withdrawn":
        yield OfGrant(each.on + timedelta(days=1), each.key, "withdraw")
        return
    if each.outcome == "open":
        return
    yield OfGrant(one.read, each.key, "read")
    if each.outcome != "turned_away":
        yield OfGrant(one.reviewed, each.key, "review")
        yield OfGrant(one.decided, each.key, "decide")


def _of_payment(payment: Paid) -> Iterator[OfGrant]:
    yield OfGrant(payment.on, payment.gathering, "request")
    if payment.refused:
        return
    sent_on = payment.sent_on or payment.on
    yield OfGrant(payment.approved_on or payment.on, payment.gathering, "approve")
    yield OfGrant(sent_on, payment.gathering, "send")
    yield OfGrant(sent_on + ARRIVES, payment.gathering, "confirm")
