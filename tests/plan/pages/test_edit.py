from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from tests.conftest import Cast
from tests.plan import world
from tests.plan.pages.conftest import FRAMEWORK, RESULT, ROOT, Get, words

from thriving.plan.models import Goal, KeyResult, Outcome, Plan, PlanChange

PEOPLE = f"{ROOT}edit/key-result:{FRAMEWORK}/requirement:people/"


def filled(client: Client, address: str, **changes: Any) -> dict[str, Any]:
    """What a browser would send: the form as it is shown, with some fields changed."""
    form = client.get(address).context["form"]
    shown = {bound.name: bound.value() for bound in form}
    return {name: value for name, value in {**shown, **changes}.items() if value not in (None, False)}


@pytest.fixture
def editor(client: Client, cast: Cast, plan: Plan) -> Client:
    client.force_login(cast.editor)
    return client


def test_the_tree_leads_to_every_part(plan: Plan, cast: Cast, get: Get) -> None:
    page = get(f"{ROOT}edit/", cast.editor)
    for part in (
        "plan",
        "priority:diverse-content",
        f"key-result:{FRAMEWORK}/requirement:people",
        "set:prioritized-regions",
    ):
        assert f'href="{ROOT}edit/{part}/"' in page


def test_a_lead_edits_what_hangs_from_their_priority(plan: Plan, cast: Cast, get: Get) -> None:
    page = get(f"{ROOT}edit/", cast.lead)
    assert f'href="{ROOT}edit/key-result:{FRAMEWORK}/"' in page
    assert f'href="{ROOT}edit/key-result:code-of-conduct/"' not in page
    get(f"{ROOT}edit/key-result:code-of-conduct/", cast.lead, status=403)


def test_a_target_changes_with_its_reason(editor: Client) -> None:
    sent = filled(editor, PEOPLE, target="160", reason="More have asked to come.")
    assert editor.post(PEOPLE, sent).status_code == 302
    assert world.requirement(FRAMEWORK, "people").target == 160
    assert PlanChange.objects.get().reason == "More have asked to come."


def test_without_a_reason_nothing_is_saved_and_nothing_is_lost(editor: Client) -> None:
    answer = editor.post(PEOPLE, filled(editor, PEOPLE, target="160"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "needs its reason" in page
    assert 'value="160"' in page
    assert world.requirement(FRAMEWORK, "people").target == 150


def test_words_change_without_a_reason(editor: Client) -> None:
    address = f"{ROOT}edit/key-result:{FRAMEWORK}/"
    sent = filled(editor, address, title__es="El marco de liderazgo")
    assert editor.post(address, sent).status_code == 302
    assert KeyResult.objects.get(key=FRAMEWORK).title["es"] == "El marco de liderazgo"


def test_of_two_editors_the_second_is_told(editor: Client) -> None:
    mine = filled(editor, PEOPLE, target="170", reason="Mine.")
    theirs = filled(editor, PEOPLE, target="160", reason="Theirs.")
    assert editor.post(PEOPLE, theirs).status_code == 302
    answer = editor.post(PEOPLE, mine)
    assert answer.status_code == 422
    assert "Somebody else has changed this plan" in answer.content.decode()
    assert world.requirement(FRAMEWORK, "people").target == 160


def test_nothing_changed_is_no_change(editor: Client) -> None:
    for address in (
        PEOPLE,
        f"{ROOT}edit/plan/",
        f"{ROOT}edit/set:prioritized-regions/",
        f"{ROOT}edit/measure:steps-reached/",
    ):
        assert editor.post(address, filled(editor, address)).status_code == 302
    assert not PlanChange.objects.exists()


def test_a_target_that_cannot_be_is_refused_in_a_sentence(editor: Client) -> None:
    answer = editor.post(PEOPLE, filled(editor, PEOPLE, target="0", reason="Why not."))
    page = words(answer.content.decode())
    assert answer.status_code == 422
    assert "Nothing was saved" in page
    assert "Target: a target equal to the baseline leaves no way to go" in page
    assert FRAMEWORK not in page


def test_a_part_is_added_moved_and_removed(editor: Client) -> None:
    add = f"{ROOT}add/goal/"
    assert editor.post(add, filled(editor, add, key="be-kind", title__en="Be kind")).status_code == 302
    address = f"{ROOT}edit/goal:be-kind/"
    assert editor.post(address, {**filled(editor, address), "move": "earlier"}).status_code == 302
    assert [goal.key for goal in Goal.objects.order_by("position")][1] == "be-kind"
    assert editor.post(address, {**filled(editor, address), "move": "remove"}).status_code == 302
    assert not Goal.objects.filter(key="be-kind").exists()


def test_a_link_is_added_inside_its_key_result(editor: Client) -> None:
    add = f"{ROOT}add/link/?inside=key-result:{FRAMEWORK}"
    sent = filled(editor, add, outcome="communities", why__en="It brings them together.")
    assert editor.post(add, sent).status_code == 302
    assert Outcome.objects.get(key="communities").links.filter(key_result__key=FRAMEWORK).exists()


def test_a_key_that_is_no_key_is_refused(editor: Client) -> None:
    add = f"{ROOT}add/goal/"
    assert editor.post(add, filled(editor, add, key="Be Kind!", title__en="Be kind")).status_code == 422


@pytest.mark.parametrize(
    "address", ["edit/goal:nothing/", "edit/nothing/", "add/nothing/", "add/requirement/"]
)
def test_what_is_not_there_is_absent(editor: Client, address: str) -> None:
    assert editor.get(f"{ROOT}{address}").status_code == 404


@pytest.mark.parametrize("who", ["volunteer", "other_lead", "evaluator", "operator"])
def test_others_change_nothing(plan: Plan, cast: Cast, client: Client, who: str) -> None:
    client.force_login(getattr(cast, who))
    assert client.post(PEOPLE, {"target": "1", "reason": "Mine now."}).status_code == 403
    assert world.requirement(FRAMEWORK, "people").target == 150


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", "مرحبا", "👩🏽‍🔬", "x" * 10_000])
def test_words_of_any_kind_come_back_as_they_were(editor: Client, get: Get, words: str) -> None:
    address = f"{ROOT}edit/key-result:{FRAMEWORK}/"
    assert editor.post(address, filled(editor, address, reading__en=words)).status_code == 302
    page = get(RESULT)
    assert "<script>alert" not in page
    assert words.replace("<", "&lt;").replace(">", "&gt;") in page


def test_whoever_asks_for_a_part_of_some_people_is_told_what_comes_of_it(editor: Client) -> None:
    sent = filled(editor, PEOPLE, filters="role | in | organizer", reason="Organizers alone.")
    answer = editor.post(PEOPLE, sent, follow=True)
    page = answer.content.decode()
    assert "asks for a part of a number of people" in page
    assert "“not told”" in page
    assert world.requirement(FRAMEWORK, "people").filters == [["role", "in", ["organizer"]]]
