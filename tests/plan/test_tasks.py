from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.conftest import Cast
from tests.plan import world
from tests.plan.world import at

from thriving.kernel import schedule
from thriving.kernel.models import Mail
from thriving.movement.models import Person
from thriving.plan import actions
from thriving.plan.models import KeyResult, Plan
from thriving.plan.tasks import remind_of_check_ins

START = date(2019, 7, 1)
LEADERSHIP = "leadership-development-framework"


@pytest.fixture(autouse=True)
def _mailbox(cast: Cast) -> None:
    """The lead of leadership can be written to; the other one cannot."""
    Person.objects.filter(pk=cast.lead.pk).update(email="lina@example.org", language="es")


@pytest.fixture
def every(plan: Plan) -> timedelta:
    return timedelta(days=plan.update_every_days)


def reminded(on: date) -> set[str]:
    """The key results that letters have asked about once the job has run on ``on``."""
    with at(on):
        remind_of_check_ins()
    return {mail.text.rsplit("/", 3)[-3] for mail in Mail.objects.all()}


def led() -> set[str]:
    leadership = "community-leadership-development"
    return set(KeyResult.objects.filter(objective__priority__key=leadership).values_list("key", flat=True))


def test_it_runs_daily() -> None:
    assert schedule.jobs["remind-of-check-ins"].interval.days == 1


def test_nobody_is_reminded_before_the_day(every: timedelta) -> None:
    assert reminded(START + every - timedelta(days=1)) == set()


def test_a_lead_is_reminded_of_each_key_result_they_lead(every: timedelta) -> None:
    assert reminded(START + every) == led()
    assert set(Mail.objects.values_list("address", flat=True)) == {"lina@example.org"}


def test_once_is_enough(every: timedelta) -> None:
    reminded(START + every)
    reminded(START + every)
    reminded(START + every + timedelta(days=9))
    assert Mail.objects.count() == len(led())


def test_after_a_check_in_the_next_reminder_comes_when_it_is_due(every: timedelta, cast: Cast) -> None:
    reminded(START + every)
    checked_in_on = START + every + timedelta(days=2)
    with at(checked_in_on):
        actions.check_in(world.key_result(LEADERSHIP), confidence=8, by=cast.lead)
    Mail.objects.exclude(text__contains=LEADERSHIP).delete()
    again = Mail.objects.filter(text__contains=LEADERSHIP)
    reminded(checked_in_on + every - timedelta(days=1))
    assert again.count() == 1
    reminded(checked_in_on + every)
    assert again.count() == 2


def test_after_the_plan_nobody_is_reminded(plan: Plan) -> None:
    assert reminded(plan.ends_on + timedelta(days=1)) == set()


def test_a_reminder_names_the_key_result_and_no_figure(every: timedelta) -> None:
    world.state(*(world.engaged(number, date(2019, 7, 9)) for number in range(77)))
    reminded(START + every)
    letter = Mail.objects.get(text__contains=LEADERSHIP)
    title = world.key_result(LEADERSHIP).title
    assert letter.subject == f"Toca un seguimiento: {title.best('es')[0]}"
    assert "77" not in letter.subject + letter.text
