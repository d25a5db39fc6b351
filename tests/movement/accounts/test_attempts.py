from __future__ import annotations

from datetime import timedelta

import pytest
from pytest_django.fixtures import Settings
from tests.conftest import PASSWORD, AtOnce, Cast
from tests.movement.conftest import Later

from thriving.movement.accounts import admission, attempts
from thriving.movement.accounts.attempts import TooManyAttempts
from thriving.movement.models import SignInAttempt

HERE, THERE = "192.0.2.7", "198.51.100.9"


@pytest.fixture(autouse=True)
def few_tries(settings: Settings, later: Later) -> None:
    settings.SIGN_IN_TRIES_BY_NAME = 3
    settings.SIGN_IN_TRIES_BY_ADDRESS = 5


def wrong(username: str, address: str = HERE, browser: str = "") -> type[Exception]:
    with pytest.raises(Exception, match=r"^(This name and|There were too many)") as refusal:
        admission.admit(username, "a wrong guess", address=address, browser=browser)
    return refusal.type


def test_a_name_is_tried_so_often_and_no_more(cast: Cast) -> None:
    assert [wrong("esi", f"192.0.2.{number}") for number in range(4)] == [admission.NotAdmitted] * 3 + [
        TooManyAttempts
    ]
    with pytest.raises(TooManyAttempts):
        admission.admit("ESI", PASSWORD, address=THERE)


def test_a_name_that_does_not_exist_is_counted_alike(cast: Cast) -> None:
    assert [wrong("nobody") for _ in range(4)] == [admission.NotAdmitted] * 3 + [TooManyAttempts]


def test_an_address_tries_so_many_names_and_no_more(cast: Cast) -> None:
    outcomes = [wrong(name) for name in ("esi", "lina", "otto", "edda", "omar", "emre")]
    assert outcomes == [admission.NotAdmitted] * 5 + [TooManyAttempts]
    assert admission.admit("emre", PASSWORD, address=THERE) == cast.second_evaluator


def test_the_neighbors_in_one_ipv6_network_are_one_address(cast: Cast) -> None:
    outcomes = [wrong(f"name{number}", f"2001:db8::{number}") for number in range(6)]
    assert outcomes[-1] is TooManyAttempts
    assert wrong("name", "2001:db8:0:1::1") is admission.NotAdmitted


def test_time_heals(cast: Cast, later: Later) -> None:
    for _ in range(3):
        wrong("esi")
        later(timedelta(minutes=4))
    with pytest.raises(TooManyAttempts, match="Try again in 3 minutes"):
        admission.admit("esi", PASSWORD, address=HERE)
    later(timedelta(minutes=3, seconds=1))
    assert admission.admit("esi", PASSWORD, address=HERE) == cast.evaluator


def test_asking_too_early_does_not_lengthen_the_wait(cast: Cast, later: Later) -> None:
    for _ in range(6):
        wrong("esi")
    later(timedelta(minutes=15, seconds=1))
    assert admission.admit("esi", PASSWORD, address=HERE) == cast.evaluator


def test_the_right_password_forgives_its_name_alone(cast: Cast) -> None:
    wrong("esi")
    wrong("lina")
    admission.admit("esi", PASSWORD, address=HERE)
    assert SignInAttempt.objects.get().name_mark == attempts.name_mark("lina")


def test_a_stranger_cannot_lock_out_a_browser_that_is_known(cast: Cast) -> None:
    for _ in range(4):
        wrong("esi", THERE)
    assert admission.admit("esi", PASSWORD, address=HERE, browser="hers") == cast.evaluator
    assert [wrong("esi", HERE, "hers") for _ in range(4)][-1] is TooManyAttempts


def test_neither_names_nor_addresses_are_kept(cast: Cast) -> None:
    wrong("esi")
    kept = "".join(str(value) for value in SignInAttempt.objects.values().get().values())
    assert "esi" not in kept
    assert HERE not in kept


def test_old_tries_are_forgotten(cast: Cast, later: Later) -> None:
    wrong("esi")
    later(timedelta(minutes=15, seconds=1))
    attempts.forget_old()
    assert not SignInAttempt.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_many_guesses_at_once_do_not_slip_through_together(at_once: AtOnce) -> None:
    outcomes = at_once(*[lambda: wrong("nobody")] * 6)
    assert outcomes.count(admission.NotAdmitted) <= 3
    assert TooManyAttempts in outcomes
