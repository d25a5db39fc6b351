"""The second step of a sign-in, and what a role that wants it may do without."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings
from tests.conftest import PASSWORD, Cast, prove
from tests.movement.conftest import Later
from tests.movement.second_steps import STEP, app_of, first_step, hidden, is_in, paper_of, shown, take

from thriving.kernel.models import Mail
from thriving.movement import actions
from thriving.movement.accounts import second_step
from thriving.movement.accounts.proofs import Proof

FOR_EVALUATORS = "/imports/"


def letters() -> list[str]:
    return [mail.text.partition("\n")[0] for mail in Mail.objects.order_by("pk")]


@pytest.fixture(autouse=True)
def mail_goes_to(cast: Cast) -> None:
    for person in (cast.evaluator, cast.volunteer):
        person.email = f"{person.username}@example.org"
        person.save()


def test_who_has_a_second_step_is_asked_for_it(cast: Cast, client: Client) -> None:
    secret = app_of(cast.volunteer)
    page = first_step(client, cast.volunteer, next="/design/")
    assert "<h1>Second step</h1>" in page.content.decode()
    assert not is_in(client)
    assert take(client, shown(secret), next=hidden(page, "next"))["Location"] == "/design/"
    assert is_in(client)


def test_the_page_of_the_code_offers_no_other_way_in(cast: Cast, client: Client) -> None:
    app_of(cast.volunteer)
    page = first_step(client, cast.volunteer).content.decode()
    assert "<h1>Second step</h1>" in page
    assert 'href="/sign-in/?next=' not in page


def test_a_wrong_code_lets_nobody_in(cast: Cast, client: Client) -> None:
    app_of(cast.volunteer)
    first_step(client, cast.volunteer)
    assert "not accepted" in take(client, "000000").content.decode()
    assert not is_in(client)


def test_codes_are_read_however_they_are_typed(cast: Cast, client: Client) -> None:
    secret = app_of(cast.volunteer)
    first_step(client, cast.volunteer)
    arabic = shown(secret).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    take(client, f"{arabic[:3]} {arabic[3:]}")
    assert is_in(client)


def test_the_first_step_is_forgotten_after_ten_minutes(cast: Cast, client: Client, later: Later) -> None:
    secret = app_of(cast.volunteer)
    first_step(client, cast.volunteer)
    later(timedelta(minutes=10, seconds=1))
    assert take(client, shown(secret))["Location"] == "/sign-in/"


def test_a_new_password_between_the_steps_ends_the_sign_in(cast: Cast, client: Client) -> None:
    secret = app_of(cast.volunteer)
    first_step(client, cast.volunteer)
    actions.change_password(cast.volunteer, password="a wholly new sentence", by="test")
    assert take(client, shown(secret))["Location"] == "/sign-in/"


def test_words_travel_through_both_steps(cast: Cast, client: Client) -> None:
    secret = app_of(cast.volunteer)
    asked = client.post("/account/security/recovery-codes/", {"why": "typed"})
    second = first_step(client, cast.volunteer, carried=hidden(asked, "carried"))
    response = take(client, shown(secret), carried=hidden(second, "carried"))
    assert response["Location"] == "/account/security/recovery-codes/"


def test_who_must_have_one_is_led_to_adding_it(cast: Cast, client: Client) -> None:
    response = first_step(client, cast.evaluator, next=FOR_EVALUATORS)
    assert response["Location"] == f"/account/security/?next={FOR_EVALUATORS}"
    page = client.get(response["Location"]).content.decode()
    assert "Until you add one below, you see what visitors see" in page
    assert "Add an authenticator app" in page


def test_where_one_is_added_nobody_is_led_in_a_circle(cast: Cast, client: Client) -> None:
    response = first_step(client, cast.evaluator, next="/account/security/app/")
    assert response["Location"] == "/account/security/app/"


def test_without_it_the_pages_are_those_of_a_visitor(cast: Cast, client: Client) -> None:
    first_step(client, cast.evaluator)
    assert client.get(FOR_EVALUATORS)["Location"].startswith("/account/security/")
    assert client.get("/my-work.json").status_code == 403
    assert "second step missing" in client.get("/design/").content.decode()


def test_a_form_sent_without_it_comes_back_afterwards(cast: Cast, client: Client) -> None:
    first_step(client, cast.evaluator)
    where = reverse("evidence:propose-value")
    assert client.post(where, {"note": "typed"})["Location"] == f"/account/security/?next={where}"
    assert client.session["typed"]["fields"] == [["note", ["typed"]]]


def test_what_opens_an_account_is_never_kept(cast: Cast, client: Client) -> None:
    first_step(client, cast.evaluator)
    opening = {"code": "123456", "ticket": "somebody.abc", "sealed": "a-secret"}
    client.post(reverse("evidence:propose-value"), {"note": "typed", **opening})
    assert client.session["typed"]["fields"] == [["note", ["typed"]]]


def test_adding_one_opens_what_the_role_opens(cast: Cast, client: Client) -> None:
    asked = first_step(client, cast.evaluator, next=FOR_EVALUATORS)["Location"]
    client.get(asked)
    page = client.get("/account/security/app/")
    secret = page.context["secret"]
    before = client.session.session_key
    added = client.post("/account/security/app/", {"sealed": hidden(page, "sealed"), "code": shown(secret)})
    assert added["Location"] == "/account/security/recovery-codes/"
    assert client.get(FOR_EVALUATORS).status_code == 200
    assert client.session.session_key != before
    assert f'href="{FOR_EVALUATORS}"' in client.get("/account/security/").content.decode()
    assert letters() == ["An authenticator app was added to your account as a second step of signing in."]


def test_a_role_given_meanwhile_waits_for_the_second_step(cast: Cast, client: Client) -> None:
    secret = app_of(cast.volunteer)
    client.force_login(cast.volunteer)
    prove(client, Proof.PASSWORD)
    actions.grant_role(cast.volunteer, "evaluator", by="test")
    assert client.get(FOR_EVALUATORS)["Location"].startswith(STEP)
    before = client.session.session_key
    take(client, shown(secret), next=FOR_EVALUATORS)
    assert client.get(FOR_EVALUATORS).status_code == 200
    assert client.session.session_key != before


def test_the_session_has_another_key_after_a_role_was_given(cast: Cast, client: Client) -> None:
    client.force_login(cast.volunteer)
    client.get("/design/")
    before = client.session.session_key
    actions.grant_role(cast.volunteer, "plan_editor", by="test")
    client.get("/design/")
    assert client.session.session_key != before
    assert is_in(client)


@pytest.mark.parametrize(
    ("whose", "wanted_of"),
    [
        ("declared", {"operator", "evaluator", "lead"}),
        ("all", {"operator", "evaluator", "editor", "lead"}),
        ("none", set()),
    ],
)
def test_a_setting_asks_more_or_fewer_roles(
    whose: str, wanted_of: set[str], cast: Cast, settings: Settings
) -> None:
    settings.SECOND_STEP = whose
    roles = ("operator", "evaluator", "editor", "lead", "volunteer")
    assert {role for role in roles if second_step.wants(getattr(cast, role))} == wanted_of


def test_recovery_codes_are_shown_once(cast: Cast, client: Client) -> None:
    app_of(cast.volunteer)
    client.force_login(cast.volunteer)
    page = client.post("/account/security/recovery-codes/")
    made = page.context["made"]
    assert len(set(made)) == 10
    assert f"data:text/plain;charset=utf-8,{made[0]}%0A" in page.content.decode()
    assert made[0] not in client.get("/account/security/recovery-codes/").content.decode()
    assert letters()[-1].startswith("New recovery codes were made")


def test_a_recovery_code_lets_in_and_is_told_by_mail(cast: Cast, client: Client) -> None:
    app_of(cast.volunteer)
    code = paper_of(cast.volunteer)[0]
    first_step(client, cast.volunteer)
    take(client, code)
    assert is_in(client)
    assert letters() == ["Somebody signed in to your account with a recovery code."]


def test_removing_one_needs_a_word_and_is_told(cast: Cast, client: Client) -> None:
    app_of(cast.volunteer)
    client.force_login(cast.volunteer)
    (step,) = client.get("/account/security/").context["steps"]
    address = f"/account/security/remove/{step.pk}/"
    assert "will no longer let you in" in client.get(address).content.decode()
    client.post(address)
    assert letters() == ["The authenticator app was removed from your account."]
    assert first_step(Client(), cast.volunteer)["Location"] == "/"


def test_the_last_one_stays_where_a_role_wants_it(cast: Cast, client: Client) -> None:
    app_of(cast.evaluator)
    client.force_login(cast.evaluator)
    (step,) = client.get("/account/security/").context["steps"]
    client.post(f"/account/security/remove/{step.pk}/")
    assert "add another one first" in client.get("/account/security/").content.decode()
    assert first_step(Client(), cast.evaluator).status_code == 200


def test_another_persons_second_step_is_not_there(cast: Cast, client: Client) -> None:
    app_of(cast.evaluator)
    client.force_login(cast.evaluator)
    (step,) = client.get("/account/security/").context["steps"]
    client.force_login(cast.volunteer)
    assert client.post(f"/account/security/remove/{step.pk}/").status_code == 404


def test_signing_out_everywhere_ends_every_session(cast: Cast, client: Client) -> None:
    elsewhere = Client()
    for each in (client, elsewhere):
        each.force_login(cast.volunteer)
    client.post("/account/security/sign-out-everywhere/")
    assert not is_in(client)
    assert not is_in(elsewhere)
    assert letters() == ["You were signed out wherever you were signed in."]


def test_changing_the_password_keeps_this_session_alone(cast: Cast, client: Client) -> None:
    elsewhere = Client()
    for each in (client, elsewhere):
        each.force_login(cast.volunteer)
    new = "a wholly new sentence"
    client.post("/account/security/password/", {"password": new, "password_again": new})
    assert is_in(client)
    assert not is_in(elsewhere)
    assert letters()[0].startswith("Your account has a new password.")
    cast.volunteer.refresh_from_db()
    assert not cast.volunteer.check_password(PASSWORD)


def test_a_weak_password_is_refused_in_a_sentence(cast: Cast, client: Client) -> None:
    client.force_login(cast.volunteer)
    page = client.post("/account/security/password/", {"password": "short", "password_again": "shirt"})
    assert "This is not the same password." in page.content.decode()
    page = client.post("/account/security/password/", {"password": "short", "password_again": "short"})
    assert "too short" in page.content.decode()


def test_fresh_proof_by_the_code_of_the_app(cast: Cast, client: Client, later: Later) -> None:
    secret = app_of(cast.volunteer)
    client.force_login(cast.volunteer)
    later(timedelta(minutes=6))
    assert client.get("/account/security/passkey/").status_code == 302
    assert client.post("/account/prove/", {"code": shown(secret)}).status_code == 302
    assert client.get("/account/security/passkey/").status_code == 200


def test_proving_asks_for_one_of_the_two(cast: Cast, client: Client) -> None:
    app_of(cast.volunteer)
    client.force_login(cast.volunteer)
    assert "Give the password or the code." in client.post("/account/prove/", {}).content.decode()
