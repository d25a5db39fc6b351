"""Past the second step by another door: the admin, a twin, the wiki, a new password, a code used twice."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings as site
from django.core import mail
from django.test import Client
from django.urls import get_resolver, reverse
from tests.conftest import PASSWORD, AtOnce, Cast, prove
from tests.movement.conftest import Later
from tests.movement.second_steps import IN, app_of, first_step, hidden, is_in, paper_of, shown, take
from tests.movement.wiki import Wiki
from tests.whole.test_access import EVIDENCE, PLANS, Row

from thriving.kernel import outbox
from thriving.kernel.models import Mail
from thriving.movement import actions
from thriving.movement.accounts import changes, resets
from thriving.movement.accounts.proofs import Proof

NEW = "a wholly new sentence"
CLOSED = [row for row in (*EVIDENCE, *PLANS) if not row.with_ and row.expected("visitor") in {302, 403}]


def with_password_alone(client: Client, cast: Cast) -> None:
    client.force_login(cast.evaluator)
    prove(client, Proof.PASSWORD)


@pytest.mark.parametrize("row", CLOSED, ids=lambda row: row.name)
def test_no_page_and_no_twin_opens_to_the_password_alone(row: Row, cast: Cast, client: Client) -> None:
    with_password_alone(client, cast)
    assert client.get(reverse(row.name)).status_code == row.expected("visitor")


def test_no_form_is_taken_with_the_password_alone(cast: Cast, client: Client) -> None:
    with_password_alone(client, cast)
    sent = client.post(reverse("evidence:imports"), {})
    assert sent["Location"].startswith("/account/security/")


def test_there_is_no_other_admin(cast: Cast, client: Client) -> None:
    assert "django.contrib.admin" not in site.INSTALLED_APPS
    assert "admin" not in {pattern.pattern.describe() for pattern in get_resolver().url_patterns}
    client.force_login(cast.operator)
    assert client.get("/admin/").status_code == 404
    assert client.get("/accounts/login/").status_code == 404  # nor the pages of the library we stand on


def test_the_page_of_the_second_step_alone_signs_nobody_in(cast: Cast, client: Client) -> None:
    secret = app_of(cast.evaluator)
    assert take(client, shown(secret))["Location"] == IN
    assert not is_in(client)


def test_one_persons_code_is_not_anothers(cast: Cast, client: Client) -> None:
    app_of(cast.evaluator)
    secret = app_of(cast.volunteer)
    first_step(client, cast.evaluator)
    take(client, shown(secret))
    assert not is_in(client)


def test_a_code_works_once(cast: Cast) -> None:
    secret = app_of(cast.volunteer)
    hers, thiefs = Client(), Client()
    for each in (hers, thiefs):
        first_step(each, cast.volunteer)
    code = shown(secret)
    take(hers, code)
    take(thiefs, code)
    assert is_in(hers)
    assert not is_in(thiefs)


def test_an_earlier_code_does_not_work_after_a_later_one(cast: Cast) -> None:
    secret = app_of(cast.volunteer)
    hers, thiefs = Client(), Client()
    for each in (hers, thiefs):
        first_step(each, cast.volunteer)
    earlier = shown(secret)
    take(hers, shown(secret, later=1))
    take(thiefs, earlier)
    assert is_in(hers)
    assert not is_in(thiefs)


def test_the_code_that_set_up_the_app_is_spent(cast: Cast, client: Client) -> None:
    client.force_login(cast.volunteer)
    page = client.get("/account/security/app/")
    secret = page.context["secret"]
    code = shown(secret)
    client.post("/account/security/app/", {"sealed": hidden(page, "sealed"), "code": code})
    thief = Client()
    first_step(thief, cast.volunteer)
    take(thief, code)
    assert not is_in(thief)


def test_an_old_code_does_not_work(cast: Cast, client: Client, later: Later) -> None:
    secret = app_of(cast.volunteer)
    code = shown(secret)
    later(timedelta(minutes=1, seconds=1))
    first_step(client, cast.volunteer)
    take(client, code)
    assert not is_in(client)


def test_a_recovery_code_works_once(cast: Cast) -> None:
    app_of(cast.volunteer)
    code = paper_of(cast.volunteer)[3]
    hers, thiefs = Client(), Client()
    for each in (hers, thiefs):
        first_step(each, cast.volunteer)
        take(each, code)
    assert is_in(hers)
    assert not is_in(thiefs)


def test_recovery_codes_made_before_do_not_work(cast: Cast, client: Client) -> None:
    app_of(cast.volunteer)
    old = paper_of(cast.volunteer)[0]
    paper_of(cast.volunteer)
    first_step(client, cast.volunteer)
    take(client, old)
    assert not is_in(client)


def test_a_recovery_code_is_no_fresh_proof(cast: Cast, client: Client, later: Later) -> None:
    app_of(cast.volunteer)
    codes = paper_of(cast.volunteer)
    client.force_login(cast.volunteer)
    later(timedelta(minutes=6))
    client.post("/account/prove/", {"code": codes[0]})
    assert client.get("/account/security/passkey/").status_code == 302


def test_the_password_before_a_recovery_code_grows_old(cast: Cast, client: Client, later: Later) -> None:
    app_of(cast.volunteer)
    codes = paper_of(cast.volunteer)
    first_step(client, cast.volunteer)
    later(timedelta(minutes=4))
    take(client, codes[0])
    assert client.get("/account/security/passkey/").status_code == 200
    later(timedelta(minutes=2))
    assert client.get("/account/security/passkey/").status_code == 302


def test_a_lead_names_nobody_with_the_password_alone(cast: Cast, client: Client) -> None:
    client.force_login(cast.lead)
    prove(client, Proof.PASSWORD)
    page = client.get(reverse("movement:give_role", args=["regional_liaison"]))
    assert page["Location"].startswith("/account/security/")


def test_of_two_who_send_one_ticket_the_second_finds_it_spent(at_once: AtOnce, cast: Cast) -> None:
    ticket = f"{cast.volunteer.key}.{resets.tokens.make_token(cast.volunteer)}"
    told = at_once(lambda: resets.choose(ticket, NEW), lambda: resets.choose(ticket, f"{NEW} again"))
    assert sorted(told) == [False, True]
    assert not resets.choose(ticket, NEW)


def test_six_digits_are_not_guessed(cast: Cast, client: Client) -> None:
    cast.volunteer.email = "v@example.org"
    cast.volunteer.save()
    secret = app_of(cast.volunteer)
    first_step(client, cast.volunteer)
    said = [take(client, "000000").status_code for _ in range(6)]
    assert said == [200] * 5 + [429]
    assert take(client, shown(secret)).status_code == 429
    assert "tried many times to guess" in Mail.objects.get().text


def test_a_new_password_by_mail_leaves_the_second_step(cast: Cast, client: Client) -> None:
    secret = app_of(cast.volunteer)
    cast.volunteer.email = "v@example.org"
    cast.volunteer.save()
    client.post("/sign-in/forgotten/", {"username": "valentina"})
    resets.write_letters()
    outbox.deliver()
    link = next(word for word in mail.outbox[0].body.split() if "ticket=" in word)
    ticket = link.partition("ticket=")[2]
    client.post("/sign-in/new-password/", {"ticket": ticket, "password": NEW, "password_again": NEW})
    assert not is_in(client)
    assert client.post(IN, {"username": "valentina", "password": NEW}).status_code == 200
    assert not is_in(client)
    take(client, shown(secret))
    assert is_in(client)


def test_the_wikis_word_is_no_second_step(cast: Cast, client: Client, wiki: Wiki) -> None:
    wiki.belongs_to(cast.evaluator)
    wiki.sign_in(client)
    assert is_in(client)
    assert client.get("/imports/")["Location"].startswith("/account/security/")


def test_the_wikis_word_is_followed_by_the_second_step(cast: Cast, client: Client, wiki: Wiki) -> None:
    secret = app_of(cast.evaluator)
    wiki.belongs_to(cast.evaluator)
    assert "<h1>Second step</h1>" in wiki.sign_in(client).content.decode()
    assert not is_in(client)
    take(client, shown(secret))
    assert client.get("/imports/").status_code == 200


def test_removing_the_second_step_takes_what_it_opened(cast: Cast, client: Client) -> None:
    """By whoever runs the server: sessions that began with the lost one are over."""
    app_of(cast.evaluator)
    client.force_login(cast.evaluator)
    changes.remove_lost(cast.evaluator, by="test", why="lost")
    assert not is_in(client)
    assert first_step(client, cast.evaluator)["Location"].startswith("/account/security/")


def test_nothing_remembers_a_browser_past_the_second_step(cast: Cast, client: Client) -> None:
    secret = app_of(cast.volunteer)
    first_step(client, cast.volunteer)
    take(client, shown(secret))
    client.post("/sign-out/")
    assert first_step(client, cast.volunteer).status_code == 200
    assert not is_in(client)


def test_a_closed_account_does_not_finish_its_sign_in(cast: Cast, client: Client) -> None:
    secret = app_of(cast.volunteer)
    first_step(client, cast.volunteer)
    actions.close_account(cast.volunteer, by="test")
    take(client, shown(secret))
    assert not is_in(client)
    assert client.post(IN, {"username": "valentina", "password": PASSWORD}).status_code == 200
