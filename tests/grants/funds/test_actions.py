from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from tests import places
from tests.conftest import Cast, person
from tests.grants import world
from tests.grants.proposals import written

from thriving.grants.funds import actions
from thriving.grants.funds.actions import QuizSaid, RateSaid, RoundSaid
from thriving.grants.funds.actions.rates import rate_typed
from thriving.grants.funds.asked import questionnaire_of
from thriving.grants.funds.models import Round
from thriving.kernel.money import Money, MoneyRefused, typed
from thriving.kernel.words import Words
from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.questions import actions as questions


@pytest.fixture
def officer(db: None) -> Person:
    return person("gita", "grants_officer")


def said(**otherwise: Any) -> RoundSaid:
    told: dict[str, Any] = {
        "title": Words(en="Spring round"),
        "about": Words(en="For the next spring."),
        "opens_on": world.OPENS,
        "closes_on": world.CLOSES,
        "decides_by": world.DECIDES,
        "budget": typed("50000", "USD"),
        "least": typed("100", "USD"),
        "most": typed("10000", "USD"),
        "regions": ("south-asia",),
    }
    return RoundSaid(**{**told, **otherwise})


@pytest.fixture
def draft(officer: Person) -> Round:
    places.few()
    return actions.plan_round(world.fund(), said(), key="spring", by=officer)


def asked(one: Round, by: Person) -> None:
    text, otherwise = Words(en="Do you live there?"), Words(en="Look at other funds.")
    actions.ask_in_quiz(one, QuizSaid(text, otherwise), by=by)


def publish(one: Round, by: Person) -> None:
    questionnaire = questionnaire_of(one)
    assert questionnaire
    why = questions.Asked(kind="long_text", title=Words(en="Why you?"))
    questions.add_question(questionnaire, why, by=by)
    questions.publish(questionnaire, by=by)


def test_round_opens_once_it_asks_something(draft: Round, officer: Person) -> None:
    with pytest.raises(Refused, match="at least one question"):
        actions.open_round(draft, by=officer)
    asked(draft, officer)
    with pytest.raises(Refused, match="Publish"):
        actions.open_round(draft, by=officer)
    publish(draft, officer)
    actions.open_round(draft, by=officer)
    assert draft.takes(world.OPENS)
    assert draft.takes(world.CLOSES)
    assert not draft.takes(date(2026, 2, 28))


def test_round_is_for_grants_officers(cast: Cast, draft: Round) -> None:
    for somebody in (cast.volunteer, cast.lead, cast.operator):
        with pytest.raises(PermissionDenied):
            actions.open_round(draft, by=somebody)


def test_open_round_keeps_what_proposals_are_judged_by(officer: Person) -> None:
    places.few()
    one = world.grant_round()
    with pytest.raises(Refused, match="open already"):
        actions.replan_round(one, said(most=typed("9000", "USD"), regions=tuple(one.regions)), by=officer)
    later = said(closes_on=date(2026, 3, 6), regions=tuple(one.regions))
    actions.replan_round(one, later, by=officer)
    assert one.closes_on == date(2026, 3, 6)


def test_core_measures_are_named_until_the_round_opens(draft: Round, officer: Person) -> None:
    first, second = written.measure("editors"), written.measure("organizers")
    actions.replan_round(draft, said(core_measures=(second.key, first.key, second.key)), by=officer)
    assert draft.core_measures == ["organizers", "editors"]
    Round.objects.filter(pk=draft.pk).update(state="open")
    for fewer_or_more in ((), ("organizers", "editors", written.measure("readers").key)):
        with pytest.raises(Refused, match="open already"):
            actions.replan_round(draft, said(core_measures=fewer_or_more), by=officer)


def test_quiz_stays_once_it_may_have_been_answered(officer: Person) -> None:
    with pytest.raises(Refused, match="stays as it is"):
        asked(world.grant_round(), officer)


@pytest.mark.parametrize(
    ("otherwise", "sentence"),
    [
        ({"title": Words()}, "title is missing"),
        ({"closes_on": date(2025, 1, 1)}, "not before the first"),
        ({"decides_by": date(2026, 1, 6)}, "before the last day"),
        ({"budget": typed("0", "USD")}, "none"),
        ({"most": typed("60000", "USD")}, "more than the whole"),
        ({"least": typed("10001", "USD")}, "not less than the least"),
        ({"regions": ()}, "at least one region"),
        ({"regions": ("atlantis",)}, "none of the choices"),
        ({"applicants": ("king",)}, "none of the choices"),
        ({"priority": "a-plan/nothing"}, "No plan has a priority"),
        ({"months": 0}, "Between 1 and"),
        ({"shown_after": 61}, "Between 0 and"),
        ({"core_measures": ("no-such-measure",)}, "no measure “no-such-measure”"),
        ({"core_measures": tuple(f"m{at}" for at in range(11))}, "At most 10 core measures"),
    ],
)
def test_what_does_not_hold_is_refused(officer: Person, otherwise: dict[str, Any], sentence: str) -> None:
    places.few()
    with pytest.raises(Refused, match=sentence):
        actions.plan_round(world.fund(), said(**otherwise), key="spring", by=officer)
    assert not Round.objects.exists()


def test_13_a_round_is_of_one_currency(officer: Person) -> None:
    places.few()
    with pytest.raises(MoneyRefused, match="two currencies"):
        actions.plan_round(world.fund(), said(most=typed("10", "EUR")), key="spring", by=officer)


def test_address_is_taken_once(draft: Round, officer: Person) -> None:
    with pytest.raises(Refused, match="already"):
        actions.plan_round(draft.fund, said(), key="spring", by=officer)


def rate(**otherwise: Any) -> RateSaid:
    told: dict[str, Any] = {
        "base": "EUR",
        "quote": "USD",
        "rate": Decimal("1.0843"),
        "on": world.OPENS,
        "source": "European Central Bank",
    }
    return RateSaid(**{**told, **otherwise})


def test_rate_converts_one_currency_and_no_other(officer: Person) -> None:
    made = actions.record_rate(rate(), by=officer)
    assert made.convert(typed("100.01", "EUR")) == Money(Decimal("108.44"), "USD")
    with pytest.raises(MoneyRefused, match="two currencies"):
        made.convert(typed("1", "USD"))


@pytest.mark.parametrize(
    ("otherwise", "sentence"),
    [
        ({"rate": Decimal("NaN")}, "above zero"),
        ({"rate": Decimal("1e400")}, "above zero"),
        ({"rate": Decimal(-1)}, "above zero"),
        ({"rate": Decimal(0)}, "above zero"),
        ({"quote": "EUR"}, "between two currencies"),
        ({"quote": "XXX"}, "none of the choices"),
        ({"source": " "}, "who published it"),
        ({"on": date(2999, 1, 1)}, "a day to come"),
        ({"url": "javascript:alert(1)"}, "starts with https"),
    ],
)
def test_13_what_is_no_rate_is_refused(officer: Person, otherwise: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        actions.record_rate(rate(**otherwise), by=officer)


@pytest.mark.parametrize("text", ["NaN", "1e400", "-1", "1.123456789", "12345678", "1.2.3", ""])
def test_13_what_is_written_as_no_rate_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="digits"):
        rate_typed(text)


def test_13_a_rate_that_can_be_read_in_two_ways_is_refused() -> None:
    with pytest.raises(ValueError, match="in two ways"):
        rate_typed("151,337")


@pytest.mark.parametrize("text", ["١٫٠٨", "1,08", "1.080", "۱٫۰۸"])
def test_a_rate_is_read_in_the_digits_of_any_script(text: str) -> None:
    assert rate_typed(text) == Decimal("1.08")
