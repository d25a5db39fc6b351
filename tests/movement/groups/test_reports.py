"""Compliance is computed from what is owed and what came, on any day, and never typed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from tests.conftest import Cast
from tests.movement.groups import world

from thriving.kernel import clock
from thriving.kernel.models import Mail
from thriving.movement.actions import Refused
from thriving.movement.actions.reports import ask_for_reports, hand_in, owe
from thriving.movement.models import Affiliate, AffiliateReport, Person
from thriving.movement.queries.reports import Compliance, compliance_of, in_state, with_compliance
from thriving.movement.tasks import ask_for_reports as daily

pytestmark = pytest.mark.django_db
NEW_YEAR = datetime(2026, 1, 1, 6, tzinfo=UTC)
URL = "https://example.org/report"
DUE = date(2026, 3, 31)


def compliance(affiliate: Affiliate, on: date | None = None) -> Compliance:
    return compliance_of(with_compliance(Affiliate.objects.all(), on).get(pk=affiliate.pk))


@pytest.fixture
def report(lakeside: Affiliate) -> AffiliateReport:
    """Of activities in 2025, due on 31 March 2026."""
    with clock.stopped_at(NEW_YEAR):
        ask_for_reports(2025, by="test")
    return AffiliateReport.objects.get()


def on(day: date) -> datetime:
    return datetime.combine(day, NEW_YEAR.timetz())


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (DUE - timedelta(days=1), Compliance.NOT_YET_DUE),
        (DUE, Compliance.NOT_YET_DUE),
        (DUE + timedelta(days=1), Compliance.OVERDUE),
    ],
)
def test_a_report_is_overdue_from_the_day_after(
    report: AffiliateReport, day: date, expected: Compliance
) -> None:
    with clock.stopped_at(on(day)):
        assert compliance(report.affiliate) is expected
        found = in_state(with_compliance(Affiliate.objects.all()), expected)
        assert list(found) == [report.affiliate]


def test_what_was_late_stays_late_in_the_past(report: AffiliateReport) -> None:
    with clock.stopped_at(on(date(2026, 5, 1))):
        hand_in(report, url=URL, by="test")
        assert compliance(report.affiliate) is Compliance.IN_COMPLIANCE
        assert compliance(report.affiliate, date(2026, 4, 15)) is Compliance.OVERDUE
        assert report.days_late(clock.today()) == 31


def test_a_better_version_keeps_the_first_day(report: AffiliateReport) -> None:
    for day in (date(2026, 3, 1), date(2026, 4, 20)):
        with clock.stopped_at(on(day)):
            hand_in(report, url=f"{URL}/{day}", by="test")
    assert (report.received_on, report.url) == (date(2026, 3, 1), f"{URL}/2026-04-20")


def test_each_kind_owes_its_own_once(lakeside: Affiliate) -> None:
    world.affiliate("land", "Land", kind="chapter")
    with clock.stopped_at(NEW_YEAR):
        assert (ask_for_reports(2025, by="test"), ask_for_reports(2025, by="test")) == (3, 0)
    owed = AffiliateReport.objects.order_by("affiliate__key", "what").values_list(
        "affiliate__key", "what", "due_on"
    )
    assert list(owed) == [
        ("lakeside", "activities", DUE),
        ("land", "activities", DUE),
        ("land", "finances", date(2026, 6, 30)),
    ]


@pytest.mark.parametrize(
    ("since", "state", "owed"),
    [
        (date(2025, 12, 31), "recognized", 1),
        (date(2026, 1, 1), "recognized", 0),
        (None, "recognized", 0),
        (world.SINCE, "suspended", 1),
        (world.SINCE, "derecognized", 0),
    ],
)
def test_those_recognized_in_the_year_owe_its_report(since: date | None, state: str, owed: int) -> None:
    with clock.stopped_at(NEW_YEAR + timedelta(days=10)):
        world.affiliate(recognized_since=since, state=state)
        assert ask_for_reports(2025, by="test") == owed


def test_nobody_is_late_for_being_entered_late(lakeside: Affiliate) -> None:
    with clock.stopped_at(on(date(2026, 11, 1))):
        assert ask_for_reports(2025, by="test") == 0


def test_only_its_own_officers_hand_it_in(report: AffiliateReport, cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        hand_in(report, url=URL, by=cast.lead)
    with pytest.raises(PermissionDenied):
        hand_in(report, url=URL, by=world.contact("other"))
    hand_in(report, url=URL, by=world.contact("lakeside", "carlo"))
    assert report.received_on == clock.today()


@pytest.mark.parametrize("url", ["", "javascript:alert(1)", "http://plain.example"])
def test_a_report_that_nobody_could_read_is_refused(report: AffiliateReport, url: str) -> None:
    with pytest.raises(Refused):
        hand_in(report, url=url, by="test")


def test_a_report_is_due_after_the_time_that_it_tells_of(lakeside: Affiliate) -> None:
    with pytest.raises(Refused, match="A report is due after"):
        owe(
            lakeside,
            "activities",
            begins_on=date(2026, 1, 1),
            ends_on=date(2026, 12, 31),
            due_on=date(2026, 6, 1),
            by="test",
        )


def test_officers_are_reminded_before_and_after_once_each(report: AffiliateReport) -> None:
    contact = world.contact("lakeside")
    Person.objects.filter(pk=contact.pk).update(email="c@example.org")
    for day in (date(2026, 2, 1), date(2026, 3, 5), date(2026, 3, 6), date(2026, 4, 1), date(2026, 5, 1)):
        with clock.stopped_at(on(day)):
            daily()
    assert list(Mail.objects.order_by("pk").values_list("subject", flat=True)) == [
        "A report is due soon",
        "A report is overdue",
    ]
