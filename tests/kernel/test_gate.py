from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.checks import run_checks

from thriving.kernel import diary, gate
from thriving.kernel.gate import Gate, Unmet

pytestmark = pytest.mark.django_db


def payment_gate() -> Gate:
    made = Gate("payment", conditions={"risk": "The risk protocol", "report": "The last report"})
    made.fill("risk", lambda _payment: True)
    made.fill("report", lambda payment: payment["reported"] or "The last report has not come.")
    return made


def test_a_gate_opens_when_every_condition_says_yes() -> None:
    answer = payment_gate().ask({"reported": True})
    assert (answer.open, answer.refusals) == (True, ())


def test_a_closed_gate_says_why() -> None:
    answer = payment_gate().ask({"reported": False})
    assert (answer.open, answer.refusals) == (False, ("The last report has not come.",))


@pytest.mark.parametrize("condition", ["risk", "report"])
def test_a_condition_that_nobody_fills_closes_the_gate(condition: str) -> None:
    made = payment_gate()
    with made.without(condition):
        answer = made.ask({"reported": True})
    assert not answer.open
    assert "nothing here answers for it" in answer.refusals[0]
    assert made.ask({"reported": True}).open


def test_every_refusal_is_named() -> None:
    made = payment_gate()
    with made.without("risk"):
        assert len(made.ask({"reported": False}).refusals) == 2


def raising(error: Exception) -> Callable[[Any], bool]:
    def check(_record: Any) -> bool:
        raise error

    return check


@pytest.mark.parametrize("answer", [None, False, 0, 1, "", [], [True], object()])
def test_anything_but_yes_keeps_it_closed(answer: Any) -> None:
    made = Gate("payment", conditions={"risk": "The risk protocol"})
    made.fill("risk", lambda _payment: answer)
    assert made.ask({}).refusals == ("“The risk protocol” is not fulfilled.",)


def test_each_missing_thing_says_whose_it_is() -> None:
    contacts, review = (
        Unmet("Two contacts.", "the organizers", "/contacts/"),
        Unmet("A review.", "an officer"),
    )
    made = Gate("payment", conditions={"risk": "The risk protocol", "report": "The last report"})
    made.fill("risk", lambda _payment: [contacts, review])
    made.fill("report", lambda _payment: Unmet("A report."))
    assert made.ask({}).unmet == (contacts, review, Unmet("A report."))
    assert made.ask({}).refusals == ("Two contacts.", "A review.", "A report.")


def test_a_check_that_fails_closes_the_gate_and_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    made = Gate("payment", conditions={"risk": "The risk protocol"})
    made.fill("risk", raising(ZeroDivisionError()))
    assert made.ask({}).refusals == ("“The risk protocol” could not be checked just now.",)
    assert "The gate payment could not check risk" in caplog.text


def test_a_check_that_fails_in_the_database_spoils_nothing(caplog: pytest.LogCaptureFixture) -> None:
    first = diary.note("plan", "opened", by=None)
    made = Gate("payment", conditions={"risk": "The risk protocol"})
    made.fill("risk", lambda _payment: first.save(force_insert=True))
    assert not made.ask({}).open
    assert diary.verify() == []


def test_start_up_fails_while_a_gate_is_unfilled() -> None:
    made = payment_gate()
    with gate.declared.temporarily("payment", made):
        assert not [error for error in run_checks() if error.id == "kernel.E001"]
        with made.without("risk"):
            errors = [error.msg for error in run_checks() if error.id == "kernel.E001"]
    assert errors == ["Nothing fills the condition risk of the gate payment."]


def test_a_condition_is_filled_once_and_must_exist() -> None:
    made = payment_gate()
    with pytest.raises(ValueError, match="filled twice"):
        made.fill("risk", lambda _payment: True)
    with pytest.raises(KeyError, match="has no condition weather"):
        made.fill("weather", lambda _payment: True)


def test_a_gate_without_conditions_is_not_built() -> None:
    with pytest.raises(ValueError, match="it would hold nothing back"):
        Gate("payment", conditions={})
