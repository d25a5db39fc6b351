"""By the wiki's word into somebody else's account; and what a wiki says that cannot be believed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings as site
from django.test import Client
from tests.conftest import Cast, prove
from tests.movement.conftest import Later
from tests.movement.second_steps import first_step, hidden, is_in
from tests.movement.wiki import START, Wiki

from thriving.movement.accounts import wiki as ours
from thriving.movement.accounts.proofs import Proof
from thriving.movement.models import Person

CONNECT, SECURITY = "/account/security/wiki/", "/account/security/"


def arrived() -> Person:
    return Person.objects.latest("pk")


def test_a_new_person_gets_an_account_with_a_name_and_no_role(cast: Cast, client: Client, wiki: Wiki) -> None:
    assert wiki.sign_in(client, next="/design/")["Location"] == "/design/"
    newcomer = arrived()
    assert (newcomer.name, newcomer.roles, newcomer.email) == ("Esi in Accra", frozenset(), "")
    assert newcomer.username == f"esi in accra@{ours.host()}"
    assert not newcomer.has_usable_password()
    assert is_in(client)


def test_who_comes_back_is_the_same_person(cast: Cast, wiki: Wiki) -> None:
    wiki.sign_in(Client())
    before = Person.objects.count()
    wiki.profile["username"] = "Esi, renamed"
    wiki.sign_in(Client())
    assert Person.objects.count() == before


def test_a_name_taken_over_there_takes_nobody_over_here(cast: Cast, client: Client, wiki: Wiki) -> None:
    wiki.profile["username"] = "esi"
    wiki.sign_in(client)
    assert arrived() != cast.evaluator
    assert b"Esi" not in client.get("/sign-out/").content
    assert first_step(Client(), cast.evaluator).status_code == 302


@pytest.mark.parametrize("name", ["omar", "ＯＭＡＲ", "omar@x"])
def test_no_newcomer_can_be_meant_by_a_local_name(name: str, cast: Cast, client: Client, wiki: Wiki) -> None:
    wiki.profile["username"] = name
    wiki.sign_in(client)
    assert Person.objects.get_by_natural_key("omar") == cast.operator
    assert arrived().username.endswith(ours.host())


def test_a_mail_address_over_there_finds_nobody_here(cast: Cast, client: Client, wiki: Wiki) -> None:
    cast.operator.email = "omar@example.org"
    cast.operator.save()
    wiki.profile |= {"email": "omar@example.org", "confirmed_email": True}
    wiki.sign_in(client)
    assert arrived().email == ""
    assert ours.person_of("7") != cast.operator


def test_connecting_wants_fresh_proof(cast: Cast, client: Client, wiki: Wiki, later: Later) -> None:
    client.force_login(cast.volunteer)
    later(timedelta(minutes=6))
    assert client.post(CONNECT).status_code == 403
    assert ours.account_of(cast.volunteer) is None


def test_proof_that_grew_old_on_the_way_connects_nothing(
    cast: Cast, client: Client, wiki: Wiki, later: Later
) -> None:
    client.force_login(cast.volunteer)
    back = wiki.way_back(client.post(CONNECT))
    later(timedelta(minutes=6))
    assert client.get(back).status_code == 403
    assert ours.account_of(cast.volunteer) is None


def test_a_connected_account_signs_in(cast: Cast, client: Client, wiki: Wiki) -> None:
    client.force_login(cast.volunteer)
    assert client.get(wiki.way_back(client.post(CONNECT)))["Location"] == SECURITY
    newly = Client()
    wiki.sign_in(newly)
    assert b"Valentina" in newly.get("/sign-out/").content


def test_a_way_begun_by_another_is_not_finished_in_my_name(cast: Cast, client: Client, wiki: Wiki) -> None:
    """The attacker's way back, opened in the victim's browser: their wiki account would open hers."""
    attacker = Client()
    attacker.force_login(cast.other_lead)
    back = wiki.way_back(attacker.post(CONNECT))
    client.force_login(cast.volunteer)
    assert client.get(back).status_code == 403
    assert ours.account_of(cast.volunteer) is None


def test_a_way_begun_as_one_person_is_not_finished_as_another(cast: Cast, client: Client, wiki: Wiki) -> None:
    """Signing in as somebody else empties the session. Should it not: the way knows who began it."""
    client.force_login(cast.other_lead)
    back = wiki.way_back(client.post(CONNECT))
    begun = client.session["socialaccount_states"]
    client.force_login(cast.volunteer)
    session = client.session
    session["socialaccount_states"] = begun
    session.save()
    page = client.get(back)
    assert (page.status_code, ours.account_of(cast.volunteer)) == (403, None)
    assert "Somebody else had left" in page.content.decode()


def test_a_way_is_walked_once(cast: Cast, client: Client, wiki: Wiki) -> None:
    back = wiki.way_back(client.post(START))
    client.get(back)
    page = client.get(back)
    assert page.status_code == 403
    assert "was used already" in page.content.decode()


@pytest.mark.parametrize("state", ["", "guessed", "x" * 5000])
def test_a_guessed_state_is_refused(state: str, cast: Cast, client: Client, wiki: Wiki) -> None:
    client.post(START)
    assert client.get("/sign-in/wiki/back/", {"state": state, "code": "any"}).status_code == 403


def test_a_code_without_its_beginning_is_refused(cast: Cast, client: Client, wiki: Wiki) -> None:
    """A stolen code is of no use in another browser, even with its own state: the verifier is missing."""
    stolen = wiki.way_back(Client().post(START)).partition("code=")[2].partition("&")[0]
    mine = wiki.way_back(client.post(START))
    assert client.get(mine.replace(mine.partition("code=")[2].partition("&")[0], stolen)).status_code == 403
    assert not is_in(client)


def test_an_account_that_belongs_to_somebody_is_not_connected_again(
    cast: Cast, client: Client, wiki: Wiki
) -> None:
    wiki.belongs_to(cast.operator)
    client.force_login(cast.volunteer)
    assert client.get(wiki.way_back(client.post(CONNECT))).status_code == 403
    assert ours.person_of("7") == cast.operator


@pytest.mark.parametrize(
    "profile", [{}, {"sub": 7}, {"username": "Esi"}, {"sub": 7, "username": "x", "blocked": True}]
)
def test_half_a_profile_signs_nobody_in(
    profile: dict[str, object], cast: Cast, client: Client, wiki: Wiki
) -> None:
    wiki.profile = profile
    assert wiki.sign_in(client).status_code == 403
    assert not is_in(client)


@pytest.mark.parametrize("broken", ["down", "redirect"])
def test_a_wiki_that_fails_or_sends_elsewhere_signs_nobody_in(
    broken: str, cast: Cast, client: Client, wiki: Wiki
) -> None:
    wiki.broken = broken
    page = wiki.sign_in(client)
    assert page.status_code == 403
    assert "did not answer as it should" in page.content.decode()
    assert "/elsewhere" not in wiki.asked


def test_who_says_no_over_there_is_told(cast: Cast, client: Client, wiki: Wiki) -> None:
    state = client.post(START)["Location"].partition("state=")[2].partition("&")[0]
    page = client.get("/sign-in/wiki/back/", {"state": state, "error": "access_denied"})
    assert "You did not let the wiki tell us" in page.content.decode()


def test_a_link_takes_nobody_to_the_wiki(cast: Cast, client: Client, wiki: Wiki) -> None:
    assert client.get(START).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(START).status_code == 403


def test_only_the_sign_in_may_send_forms_to_the_wiki(cast: Cast, client: Client, wiki: Wiki) -> None:
    assert f"form-action 'self' {wiki.origin}" in client.get("/sign-in/")["Content-Security-Policy"]
    assert wiki.origin not in client.get("/design/")["Content-Security-Policy"]


def test_no_token_of_the_wiki_is_kept(cast: Cast, client: Client, wiki: Wiki) -> None:
    wiki.profile |= {"email": "esi@example.org", "confirmed_email": True, "realname": "Esi Mensah"}
    wiki.sign_in(client)
    account = ours.account_of(arrived())
    assert account
    assert account.extra_data == {"username": "Esi in Accra"}
    assert list(account.socialtoken_set.all()) == []
    assert not wiki.tokens & set(map(str, client.session.values()))


def test_the_wiki_is_fresh_proof_only_for_who_has_nothing_else(
    cast: Cast, client: Client, wiki: Wiki, later: Later
) -> None:
    wiki.sign_in(client)
    later(timedelta(minutes=6))
    assert client.get("/account/security/app/").status_code == 302
    client.get(wiki.way_back(client.post("/account/prove/wiki/")))
    assert client.get("/account/security/app/").status_code == 200
    wiki.profile["sub"] = 8
    wiki.belongs_to(cast.volunteer)
    client.force_login(cast.volunteer)
    prove(client, Proof.WIKI)
    assert client.get(wiki.way_back(client.post("/account/prove/wiki/"))).status_code == 403


def test_the_only_way_in_is_not_taken_away(cast: Cast, client: Client, wiki: Wiki) -> None:
    wiki.sign_in(client)
    client.post("/account/security/wiki/remove/")
    assert "your only way to sign in" in client.get(SECURITY).content.decode()
    new = "a wholly new sentence"
    client.post("/account/security/password/", {"password": new, "password_again": new})
    client.post("/account/security/wiki/remove/")
    assert ours.person_of("7") is None


def test_without_a_wiki_there_is_no_way_to_one(cast: Cast, client: Client) -> None:
    assert site.WIKI_CLIENT == ""
    assert client.post(START).status_code == 404
    assert b"sign-in/wiki" not in client.get("/sign-in/").content


def test_typed_words_come_back_from_the_wiki(cast: Cast, client: Client, wiki: Wiki) -> None:
    wiki.belongs_to(cast.volunteer)
    asked = client.post("/account/security/app/", {"why": "typed"})
    assert wiki.sign_in(client, carried=hidden(asked, "carried"))["Location"] == "/account/security/app/"
    assert client.session["typed"]["fields"] == [["why", ["typed"]]]


def test_a_closed_account_is_not_opened_by_the_wiki(cast: Cast, client: Client, wiki: Wiki) -> None:
    wiki.belongs_to(cast.volunteer)
    cast.volunteer.is_active = False
    cast.volunteer.save()
    assert wiki.sign_in(client).status_code == 403
