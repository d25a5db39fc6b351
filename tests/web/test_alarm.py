from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.test import RequestFactory
from pytest_django import DjangoAssertNumQueries, Settings
from tests.conftest import Cast

from thriving.evidence import actions
from thriving.evidence.statements import Statement
from thriving.kernel import clock, schedule
from thriving.movement.models import Person
from thriving.web import alarm

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_said_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alarm, "_said", {})


def request_of(person: Person | AnonymousUser, settings: Settings) -> HttpRequest:
    request = RequestFactory().get("/")
    request.user = person
    if person.is_authenticated:
        request.COOKIES[settings.SESSION_COOKIE_NAME] = "x"
    return request


def shown(person: Person | AnonymousUser, settings: Settings) -> str:
    return str(alarm.alarm(request_of(person, settings))["alarm"])


def test_an_operator_sees_that_the_worker_is_silent(cast: Cast, settings: Settings) -> None:
    assert shown(cast.operator, settings).startswith("No worker has run yet")


def test_an_operator_sees_that_a_clock_ran_ahead(cast: Cast, settings: Settings) -> None:
    ahead = clock.now() + timedelta(days=400)
    with clock.stopped_at(ahead):
        actions.state([Statement("partner.met", "museum", ahead.date())], by="test")
    schedule.beat()
    assert shown(cast.operator, settings).startswith("A clock ran ahead")


def test_nobody_else_sees_it(cast: Cast, settings: Settings) -> None:
    assert [shown(person, settings) for person in (cast.visitor, cast.volunteer, cast.lead)] == ["", "", ""]


def test_nothing_is_shown_while_all_is_well(cast: Cast, settings: Settings) -> None:
    schedule.beat()
    assert shown(cast.operator, settings) == ""


def test_a_visitor_costs_no_query(
    cast: Cast, settings: Settings, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        shown(cast.visitor, settings)


def test_the_answer_stands_for_a_while(
    cast: Cast, settings: Settings, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    request = request_of(cast.operator, settings)
    assert str(alarm.alarm(request)["alarm"])
    with django_assert_num_queries(0):
        assert str(alarm.alarm(request)["alarm"])
