from __future__ import annotations

import json

import pytest
from django.test import Client
from pytest_django.fixtures import Settings
from tests.conftest import PASSWORD, Cast
from tests.plan import world
from tests.plan.pages.conftest import APRIL, FRAMEWORK, RESULT, ROOT, Get, words
from tests.plan.world import at

from thriving.plan import actions
from thriving.plan.models import CheckIn, Plan

CHECK_IN = f"{RESULT}check-in/"
WORDS = {
    "confidence": "6",
    "what_changed": "Two sessions are being prepared.",
    "what_next": "",
    "help_needed": "",
}


def newest_check_in() -> CheckIn:
    return CheckIn.objects.order_by("-pk")[0]


def test_exceptions_stand_first(year: Plan, cast: Cast, get: Get) -> None:
    page = words(get(f"{ROOT}attention/", cast.lead))
    headings = ("Stands badly", "Nothing heard of it", "The rest")
    badly, silent, rest = (page.index(heading) for heading in headings)
    assert badly < page.index("6. People who test") < silent < rest


def test_a_lead_sees_what_they_answer_for(year: Plan, cast: Cast, get: Get) -> None:
    page = get(f"{ROOT}attention/", cast.lead)
    assert "Only what you answer for." in page
    assert "Youth Advisory Council prepared" not in page


def test_an_evaluator_sees_them_all(year: Plan, cast: Cast, get: Get) -> None:
    assert "Youth Advisory Council prepared" in get(f"{ROOT}attention/", cast.evaluator)


@pytest.mark.parametrize("who", ["volunteer", "operator"])
def test_others_do_not_get_the_leads_page(year: Plan, cast: Cast, get: Get, who: str) -> None:
    get(f"{ROOT}attention/", getattr(cast, who), status=403)
    get(f"{ROOT}attention.json", getattr(cast, who), status=403)


def test_what_nobody_has_heard_of_stands_apart(year: Plan, cast: Cast, get: Get) -> None:
    page = words(get(f"{ROOT}attention/", cast.evaluator))
    silent, rest = page.index("Nothing heard of it"), page.index("The rest")
    assert silent < page.index("2. Affiliates that engage students") < rest


def test_my_work_lists_check_ins_by_date(year: Plan, cast: Cast, get: Get) -> None:
    found = json.loads(get("/my-work.json", cast.lead))["rows"]
    rows = [row for row in found if row["page"].startswith("/plan/")]
    assert [row["due_on"] for row in rows] == ["2019-07-31", "2019-07-31", "2020-05-08"]
    assert rows[0]["late"] is True
    assert rows[-1]["page"] == CHECK_IN


def test_whoever_has_nothing_to_do_is_told_what_would_stand_there(year: Plan, cast: Cast, get: Get) -> None:
    assert "Nothing waits for you" in get("/my-work/", cast.volunteer)


def test_the_form_knows_the_number_already(year: Plan, cast: Cast, get: Get) -> None:
    page = get(CHECK_IN, cast.lead)
    assert ">88</a> of at least 150" in page
    assert 'value="8" required checked' in page
    assert "Since the check-in of 8 April 2020" in words(page)


def test_a_check_in_stands_on_the_public_page(year: Plan, cast: Cast, client: Client, get: Get) -> None:
    client.force_login(cast.lead)
    last = CheckIn.objects.get()
    answer = client.post(CHECK_IN, {**WORDS, "after": last.pk})
    assert (answer.status_code, answer["Location"]) == (302, RESULT)
    assert "Two sessions are being prepared." in get(RESULT)


def test_confidence_is_all_that_must_be_said(year: Plan, cast: Cast, client: Client) -> None:
    client.force_login(cast.lead)
    answer = client.post(CHECK_IN, {"what_changed": "Much."})
    assert answer.status_code == 422
    assert b"Much." in answer.content
    assert CheckIn.objects.count() == 1


@pytest.mark.parametrize("confidence", ["11", "-1", "many", "7.5"])
def test_confidence_goes_from_0_to_10(year: Plan, cast: Cast, client: Client, confidence: str) -> None:
    client.force_login(cast.lead)
    assert client.post(CHECK_IN, {**WORDS, "confidence": confidence}).status_code == 422


def test_of_two_at_once_the_second_is_told_what_the_first_said(
    year: Plan, cast: Cast, client: Client
) -> None:
    last = CheckIn.objects.get()
    result = world.key_result(FRAMEWORK)
    actions.check_in(result, confidence=2, what_changed="It fell through.", by=cast.lead)
    client.force_login(cast.lead)
    answer = client.post(CHECK_IN, {**WORDS, "after": last.pk})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "said 2 of 10: “It fell through.”" in page
    assert "Two sessions are being prepared." in page
    assert client.post(CHECK_IN, {**WORDS, "after": newest_check_in().pk}).status_code == 302


@pytest.mark.parametrize("who", ["volunteer", "other_lead", "evaluator", "editor", "operator"])
def test_nobody_else_checks_in(year: Plan, cast: Cast, client: Client, who: str) -> None:
    client.force_login(getattr(cast, who))
    assert client.get(CHECK_IN).status_code == 403
    assert client.post(CHECK_IN, WORDS).status_code == 403
    assert CheckIn.objects.count() == 1


def test_an_ended_sign_in_loses_no_word(year: Plan, cast: Cast, settings: Settings) -> None:
    """The session ended while they wrote: after signing in the form is filled, and nothing was sent."""
    settings.SECOND_STEP = "none"
    browser = Client()
    asked = browser.post(CHECK_IN, WORDS)
    assert asked.status_code == 403
    carried = asked.context["carried"]
    answer = browser.post(
        "/sign-in/", {"username": "lina", "password": PASSWORD, "carried": carried, "next": ""}
    )
    page = browser.get(answer["Location"]).content.decode()
    assert "Two sessions are being prepared." in page
    assert CheckIn.objects.count() == 1


STRANGE = ["<script>alert(1)</script>", "=HYPERLINK(1)", "مرحبا بالعالم", "👩🏽‍🔬 नमस्ते", "א" * 10_000]


@pytest.mark.parametrize("words", STRANGE, ids=range(len(STRANGE)))
def test_words_of_any_kind_come_back_as_they_were(
    year: Plan, cast: Cast, client: Client, get: Get, words: str
) -> None:
    client.force_login(cast.lead)
    client.post(CHECK_IN, {**WORDS, "what_changed": words, "after": CheckIn.objects.get().pk})
    page = get(RESULT)
    assert "<script>alert" not in page
    assert words.replace("<", "&lt;").replace(">", "&gt;") in page


def test_more_words_than_anyone_reads_are_refused_in_a_sentence(
    year: Plan, cast: Cast, client: Client
) -> None:
    client.force_login(cast.lead)
    answer = client.post(CHECK_IN, {**WORDS, "what_changed": "a" * 10_001})
    assert answer.status_code == 422
    assert b"10000" in answer.content or b"10,000" in answer.content


def test_a_check_in_knows_its_day(year: Plan, cast: Cast, client: Client) -> None:
    client.force_login(cast.lead)
    with at(APRIL):
        client.post(CHECK_IN, {**WORDS, "after": CheckIn.objects.get().pk})
    assert newest_check_in().on == APRIL


def test_work_of_a_sample_says_so(year: Plan, cast: Cast, get: Get) -> None:
    Plan.objects.update(sample=True)
    assert "fictional people and facts" in get("/my-work/", cast.lead)
    assert json.loads(get("/my-work.json", cast.lead))["sample"] is True
