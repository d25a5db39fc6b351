"""Every row of the table of access: what each role is answered, and that nothing else is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http.cookies import SimpleCookie

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django import DjangoDbBlocker
from tests.conftest import Cast
from tests.whole import making, records, test_access
from tests.whole.connections import close
from tests.whole.records import *  # noqa: F403 -- its fixtures
from tests.whole.test_access import ROLES, TABLE, Row

from thriving.kernel import clock

PROOF_LASTS = timedelta(minutes=3)  # some pages ask for one of the last five


@dataclass
class SignIns:
    """Of every role: made once, as that takes longest, and anew where a proof would be too old for a page."""

    cast: Cast
    cookies: dict[str, SimpleCookie] = field(default_factory=dict)  # by role; a visitor has nothing
    given_at: datetime | None = None

    def fresh(self) -> dict[str, SimpleCookie]:
        if self.given_at is None or clock.system() - self.given_at > PROOF_LASTS:
            self.cookies = {role: records.client_of(role, self.cast).cookies for role in ROLES}
            self.given_at = clock.system()
        return self.cookies


@pytest.fixture(scope="module")
def sign_ins(records_stand: Cast) -> SignIns:
    return SignIns(records_stand)


@pytest.fixture
def signed_in(sign_ins: SignIns, django_db_blocker: DjangoDbBlocker) -> dict[str, SimpleCookie]:
    """Before what a test undoes."""
    with django_db_blocker.unblock():
        return sign_ins.fresh()


@pytest.fixture(scope="module")
def signed_in_alone(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[dict[str, SimpleCookie]]:
    """Everybody, beside only what a row needs."""
    translation.deactivate()
    with django_db_blocker.unblock(), transaction.atomic():
        with making.of(vars(test_access), request.param) as made:
            records.name_others()
            yield SignIns(made["cast"]).fresh()
        transaction.set_rollback(True)


@pytest.mark.parametrize("row", [pytest.param(row, id=row.name) for row in TABLE if not row.alone])
def test_answers(signed_in: dict[str, SimpleCookie], row: Row, db: None) -> None:
    is_kept(row, signed_in)


@pytest.mark.parametrize(
    ("signed_in_alone", "row"),
    [pytest.param(row.needs, row, id=row.name) for row in TABLE if row.alone],
    indirect=["signed_in_alone"],
)
def test_answers_where_nobody_has_more_to_do(
    signed_in_alone: dict[str, SimpleCookie], row: Row, db: None
) -> None:
    is_kept(row, signed_in_alone)


def is_kept(row: Row, signed_in: dict[str, SimpleCookie]) -> None:
    """Of one row, all that is promised; what it changes is undone before the next row is asked."""
    answers = {role: answer(row.with_, row, cookies) for role, cookies in signed_in.items()}
    assert answers == {role: row.expected(role) for role in ROLES}
    if row.absent:
        nothing_is_told(row, signed_in)
    if not row.takes_posts_of_visitors:
        assert Client().post(reverse(row.name, kwargs=row.with_)).status_code in {403, 404, 405}


def nothing_is_told(row: Row, signed_in: dict[str, SimpleCookie]) -> None:
    """What is not there, and what one may not see, are the same answer to whoever may open the page."""
    roles = ("visitor", "evaluator", "operator")
    expected = {role: 404 if row.expected(role) == 200 else row.expected(role) for role in roles}
    assert {role: answer(row.absent, row, signed_in[role]) for role in roles} == expected


def answer(with_: dict[str, str], row: Row, cookies: SimpleCookie) -> int:
    client = Client()
    client.cookies.update(cookies)
    response = client.get(reverse(row.name, kwargs=with_))
    close(response)  # some answer with a file
    return response.status_code
