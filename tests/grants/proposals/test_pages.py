from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.conftest import Cast, person
from tests.grants import world
from tests.grants.proposals import written

from thriving.grants.proposals import actions
from thriving.grants.proposals.models import Proposal
from thriving.grants.proposals.views import proposals
from thriving.kernel.words import Words
from thriving.movement.models import Person

ROWS = {"INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": "60"}


def page(client: Client, name: str, *given: Any) -> str:
    return client.get(reverse(f"proposals:{name}", args=given)).content.decode()


def post(client: Client, name: str, key: str, **typed: Any) -> Any:
    return client.post(reverse(f"proposals:{name}", args=[key]), typed)


def rows(prefix: str, *said: dict[str, str]) -> dict[str, str]:
    typed = {f"{prefix}-TOTAL_FORMS": str(len(said)), **{f"{prefix}-{name}": at for name, at in ROWS.items()}}
    return typed | {
        f"{prefix}-{at}-{name}": value for at, each in enumerate(said) for name, value in each.items()
    }


def line(amount: str, **otherwise: str) -> dict[str, str]:
    said = {"title": "Lenses", "category": "equipment", "amount": amount, "paid_by": "grant", "note": ""}
    return {**said, **otherwise}


def test_from_the_quiz_to_handing_in(client: Client, ama: Person) -> None:
    """Page by page, as somebody does who applies."""
    written.quizzed()
    with written.on():
        assert "Ask a group." in post(client, "apply", "spring", **{"quiz-1": "no"}).content.decode()
        assert post(client, "apply", "spring", **{"quiz-1": "yes"}).status_code == 403  # asks to sign in
        client.force_login(ama)
        post(client, "apply", "spring", **{"quiz-1": "yes"})
        made = Proposal.objects.get()
        described = written.described().__dict__ | {"revision": made.revision, "region": "south-asia"}
        post(client, "write", made.key, **{name: value for name, value in described.items() if value})
        budget = {
            "revision": 2,
            "currency": "USD",
            **rows("line", line("1 250.50"), line("", title="", category="")),
        }
        post(client, "budget", made.key, **budget)
        chosen = rows("measure", {"measure": "", "own": "Photographers", "target": "20", "note": ""})
        post(client, "measures", made.key, revision=3, **chosen)
        post(client, "roles", made.key, revision=4, **rows("role", {"body": "", "role": ""}))
        assert "It is whole" in page(client, "proposal", made.key)
        post(client, "hand_in", made.key)
    made.refresh_from_db()
    assert (made.state, str(made.asks_for)) == ("submitted", "1250.50 USD")


def test_core_measures_stand_in_the_draft_and_stay(client: Client, ama: Person) -> None:
    """Left empty, a core measure waits for its target; it is not to be chosen a second time."""
    core = written.measure("editors")
    made = written.begun(ama, written.quizzed(world.grant_round(core_measures=[core.key])))
    client.force_login(ama)
    assert "no target yet" in page(client, "proposal", made.key)
    shown = page(client, "measures", made.key)
    assert "core measure" in shown
    assert 'value="editors"' not in shown
    own = {"measure": "", "own": "Walks", "target": "2", "note": ""}
    post(client, "measures", made.key, revision=1, **rows("measure", {"target": "", "note": ""}, own))
    assert [each.own for each in made.measures.all()] == ["Walks"]
    for wrong in ({"target": "0", "note": ""}, {"target": "", "note": "By a list."}):
        refused = post(client, "measures", made.key, revision=2, **rows("measure", wrong, own))
        assert "a number above zero" in refused.content.decode()
    typed = rows("measure", {"target": "7", "note": ""}, own) | {"measure-INITIAL_FORMS": "2"}
    post(client, "measures", made.key, revision=2, **typed)
    assert [(each.measure, each.target) for each in made.measures.all()] == [(core, 7), (None, 2)]
    assert 'value="7"' in page(client, "measures", made.key)


def test_all_comments_are_read_page_by_page(
    client: Client, ama: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proposals, "COMMENTS_ON_A_PAGE", 2)
    one = world.proposal(ama)
    client.force_login(ama)
    for words in ("First.", "Second."):
        post(client, "comment", one.key, words=words)
    answer = post(client, "comment", one.key, words="Third.")
    address = reverse("proposals:proposal", args=[one.key])
    assert answer.url == f"{address}?page=2#comment-{one.comments.last().pk}"
    assert "?page=2" in page(client, "proposal", one.key)
    last = client.get(answer.url).content.decode()
    assert "Third." in last
    assert "First." not in last


def test_handing_in_twice_says_that_it_is_there(client: Client, ama: Person) -> None:
    """As after a lost connection, or with the button of the browser that goes back."""
    made = written.whole(ama)
    client.force_login(ama)
    with written.on():
        post(client, "hand_in", made.key)
        answer = client.post(reverse("proposals:hand_in", args=[made.key]), follow=True).content.decode()
    assert "It was handed in already." in answer
    assert made.steps.count() == 1


def test_going_back_to_the_draft_leads_to_what_was_handed_in(client: Client, ama: Person, cast: Cast) -> None:
    made = written.handed_in(ama)
    for reader, status in ((ama, 302), (cast.volunteer, 404)):
        client.force_login(reader)
        for name in ("write", "budget", "measures", "roles", "safety", "answer"):
            assert client.get(reverse(f"proposals:{name}", args=[made.key])).status_code == status
            assert post(client, name, made.key).status_code == 404


def test_the_language_is_chosen_among_those_of_the_round(client: Client, ama: Person) -> None:
    one = written.quizzed(world.grant_round(languages=["dag", "fr"]))
    made = written.begun(ama, one)
    client.force_login(ama)
    assert '<option value="fr">' in page(client, "write", made.key)
    one.languages = []
    one.save()
    told = written.described().__dict__ | {"revision": made.revision, "language": "Klingonish"}
    answer = post(client, "write", made.key, **{name: value for name, value in told.items() if value})
    assert "No language here is called “Klingonish”." in answer.content.decode()
    post(
        client,
        "write",
        made.key,
        **{name: value for name, value in told.items() if value} | {"language": "es"},
    )
    made.refresh_from_db()
    assert made.language == "es"


@pytest.mark.parametrize("amount", ["NaN", "-0.01", "1e400", "0.005", "1,250"])
def test_13_page_of_the_budget_keeps_what_was_typed(client: Client, ama: Person, amount: str) -> None:
    made = written.whole(ama)
    client.force_login(ama)
    typed = {"revision": made.revision, "currency": "USD", **rows("line", line("7"), line(amount))}
    answer = post(client, "budget", made.key, **typed)
    assert answer.status_code == 422
    assert f'value="{amount}"' in answer.content.decode()
    assert [str(each.money) for each in made.lines.all()] == ["1000.00 USD"]


def test_05_columns_beside_the_form_are_ignored(client: Client, ama: Person) -> None:
    made = written.whole(ama)
    client.force_login(ama)
    beside = {"state": "approved", "awarded": "9000", "requested": "9000", "applicant": "1", "sample": "on"}
    typed = {
        "revision": made.revision,
        "currency": "USD",
        **rows("line", line("7", currency="EUR")),
        **beside,
    }
    post(client, "budget", made.key, **typed)
    before = made.applicant
    made.refresh_from_db()
    assert (made.state, made.awarded, made.requested, made.applicant) == ("draft", None, None, before)
    assert str(made.lines.get().money) == "7.00 USD"


def test_names_of_people_are_shown_to_whom_they_let(client: Client, ama: Person, cast: Cast) -> None:
    one = world.proposal(ama)
    ama.name = "Ama Serwaa"
    ama.save()
    assert "Ama Serwaa" not in page(client, "proposal", one.key)
    client.force_login(cast.volunteer)
    assert "Ama Serwaa" in page(client, "proposal", one.key)


def test_inner_words_and_needs_are_not_everybodys(client: Client, ama: Person, officer: Person) -> None:
    one = world.proposal(ama, "screening")
    actions.move(one, "open_review", by="test", inner_words="The committee knows them.")
    needs, _new = actions.applying.SafetyNeeds.objects.get_or_create(proposal=one)
    needs.words = "Nobody may know the street."
    needs.save()
    seen = {}
    for name, reader in (("visitor", None), ("ama", ama), ("officer", officer)):
        if reader:
            client.force_login(reader)
        said = page(client, "proposal", one.key)
        seen[name] = ("The committee knows them." in said, "Nobody may know the street." in said)
    assert seen == {"visitor": (False, False), "ama": (False, True), "officer": (True, True)}


def test_17_what_is_written_is_shown_as_words(client: Client, ama: Person) -> None:
    one = world.proposal(ama, organization="<script>alert(1)</script>")
    actions.comment(one, "<img src=x onerror=alert(1)>", by=ama)
    said = page(client, "proposal", one.key) + page(client, "proposals")
    assert "<script>alert" not in said
    assert "<img src=x" not in said


def test_19_formulas_are_neutralized_in_the_table(client: Client, ama: Person) -> None:
    world.proposal(ama, organization='=HYPERLINK("https://evil.example")')
    table = client.get(reverse("proposals:proposals-csv")).content.decode()
    assert ",=HYPERLINK" not in table
    assert ',"=HYPERLINK' not in table


def test_21_list_is_asked_for_nothing_but_what_it_offers(client: Client, ama: Person) -> None:
    world.proposal(ama)
    asked = {"applicant__password__startswith": "a", "order_by": "applicant__email", "region": "south-asia"}
    assert "A week of photographs" in client.get(reverse("proposals:proposals"), asked).content.decode()


def test_comment_that_cannot_be_taken_is_not_lost(client: Client, ama: Person) -> None:
    one = world.proposal(ama)
    client.force_login(ama)
    answer = post(client, "comment", one.key, words="x" * 3001)
    assert answer.status_code == 422
    assert "x" * 3001 in answer.content.decode()


def test_asked_to_join_one_agrees_on_the_page(client: Client, ama: Person, kofi: Person) -> None:
    one = world.proposal(ama, "draft")
    client.force_login(ama)
    post(client, "together", one.key, person="kofi")
    client.force_login(kofi)
    assert "You are asked to apply together" in page(client, "proposal", one.key)
    post(client, "join", one.key, answer="yes")
    assert "Your draft" in page(client, "proposal", one.key)


def test_officer_screens_on_pages(client: Client, ama: Person, officer: Person) -> None:
    one = world.proposal(ama)
    client.force_login(officer)
    assert "A week of photographs" in page(client, "screening")
    post(client, "screen", one.key)
    post(client, "ask", one.key, words="Who lends the room?")
    client.force_login(ama)
    assert "Who lends the room?" in page(client, "answer", one.key)
    post(client, "answer", one.key, words="The library.")
    one.refresh_from_db()
    assert one.state == "submitted"


def queries_of(client: Client, name: str, *given: Any) -> int:
    with CaptureQueriesContext(connection) as asked:
        page(client, name, *given)
    return len(asked)


@pytest.mark.parametrize("name", ["proposals", "screening"])
def test_list_of_three_costs_what_one_costs(client: Client, officer: Person, name: str) -> None:
    client.force_login(officer)
    page(client, name)  # what a first page reads once
    costs = []
    for at in range(3):
        world.proposal(person(f"ama-{at}"), round=world.grant_round(f"round-{at}"))
        costs.append(queries_of(client, name))
    assert costs[0] == costs[2]


@pytest.mark.parametrize(
    "states", [("submitted", "approved", "draft"), ("approved", "submitted", "approved")]
)
def test_what_stands_in_a_list_costs_no_query(
    client: Client, officer: Person, ama: Person, states: tuple[str, ...]
) -> None:
    """One that is granted is asked after its agreement: so is a list in which none is."""
    client.force_login(ama)
    nothing = [queries_of(client, "proposals") for _each in range(2)][1]
    costs = []
    for state in states:
        world.proposal(ama, state)
        costs.append(queries_of(client, "proposals"))
    assert len(set(costs)) == 1
    assert nothing <= costs[0]


def test_of_many_drafts_the_last_written_are_shown_and_all_have_pages(client: Client, ama: Person) -> None:
    for at in range(21):
        world.proposal(
            ama, "draft", title=Words(en=f"Draft {at:02}"), changed_at=world.HANDED_IN + timedelta(at)
        )
    client.force_login(ama)
    listed = page(client, "proposals")
    assert ("Draft 01" in listed, "Draft 00" in listed, "?drafts=true" in listed) == (True, False, True)
    everything = client.get("/grants/proposals/?drafts=true").content.decode()
    assert "Draft 00" in everything


def test_drafts_are_listed_for_those_who_write_them(client: Client, ama: Person, kofi: Person) -> None:
    world.proposal(ama, "draft", title=Words(en="Only Ama's"))
    for reader, there in ((None, False), (kofi, False), (ama, True)):
        if reader:
            client.force_login(reader)
        for form in ("/", ".json", ".csv"):
            said = client.get(f"/grants/proposals{form}?drafts=true").content.decode()
            assert ("Only Ama" in said) is there


def test_of_many_rounds_the_newest_can_be_chosen_and_the_one_that_is_asked_for(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proposals, "ROUNDS_LISTED", 2)
    for at in range(4):
        world.grant_round(f"round-{at}")
    listed = page(client, "proposals")
    assert [f'"round-{at}"' in listed for at in range(4)] == [False, False, True, True]
    asked = client.get("/grants/proposals/?round=round-0").content.decode()
    assert 'value="round-0" selected' in asked


def test_page_that_says_much_costs_what_one_line_costs(client: Client, ama: Person) -> None:
    one = world.proposal(ama)
    costs = []
    for at in range(3):
        world.line(one)
        one.measures.create(position=at, measure=written.measure(f"m{at}"), target=at + 1)
        actions.comment(one, "Yes.", by=ama)
        costs.append(queries_of(client, "proposal", one.key))
    assert costs[0] == costs[2]
