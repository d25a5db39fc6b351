from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.utils.translation import override
from tests.conftest import PASSWORD, Cast
from tests.plan import world

from thriving.kernel import clock, diary
from thriving.kernel.models import DiaryEntry
from thriving.movement import actions
from thriving.movement.accounts import admission
from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.movement.roles import roles

HERE = "192.0.2.7"
GOOD = "a long and rare pass phrase"
CONTENT = "priority:thriving-movement-2019/diverse-content"


def last_entry() -> DiaryEntry:
    return DiaryEntry.objects.latest("number")


def test_granting_a_role_is_noted(cast: Cast) -> None:
    assert cast.volunteer.roles == frozenset()
    actions.grant_role(cast.volunteer, "evaluator", by=cast.operator, why="She trained for it.")
    assert cast.volunteer.roles == {"evaluator"}
    noted = last_entry()
    assert (noted.verb, noted.actor, noted.why) == ("granted_role", cast.operator.key, "She trained for it.")
    assert noted.body == {"role": "evaluator", "scope": "", "why": "She trained for it."}
    assert list(diary.entries_about(cast.volunteer)) == [noted]


def test_a_scoped_role_is_granted_over_its_scope(cast: Cast) -> None:
    world.loaded()
    holding = actions.grant_role(cast.volunteer, "program_lead", scope=CONTENT, by=cast.operator)
    assert (cast.volunteer.scopes("program_lead"), holding.granted_by) == ({CONTENT}, cast.operator)


@pytest.mark.parametrize("name", ["visitor", "volunteer", "lead", "evaluator", "editor"])
def test_only_an_operator_grants_roles(cast: Cast, name: str) -> None:
    with pytest.raises(PermissionDenied, match="grant_role"):
        actions.grant_role(cast.volunteer, "evaluator", by=getattr(cast, name))
    assert not DiaryEntry.objects.exists()


def test_nobody_grants_a_role_to_themselves(cast: Cast) -> None:
    with pytest.raises(Refused, match="Nobody grants a role to themselves"):
        actions.grant_role(cast.operator, "evaluator", by=cast.operator)


@pytest.mark.parametrize(
    ("role", "scope", "sentence"),
    [
        ("king", "", "There is no role “king”."),
        ("program_lead", "", "say which"),
        ("evaluator", CONTENT, "not over a part"),
    ],
)
def test_a_role_that_makes_no_sense_is_refused(cast: Cast, role: str, scope: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        actions.grant_role(cast.volunteer, role, scope=scope, by=cast.operator)


def test_a_role_is_held_once(cast: Cast) -> None:
    with pytest.raises(Refused, match="Esi already holds this role"):
        actions.grant_role(cast.evaluator, "evaluator", by=cast.operator)


def test_ending_a_role_ends_it_now_and_is_noted(cast: Cast) -> None:
    actions.end_role(cast.evaluator.holdings.get(), by=cast.operator, why="A new task.")
    cast.evaluator.refresh_from_db()
    assert cast.evaluator.roles == frozenset()
    assert (last_entry().verb, last_entry().why) == ("ended_role", "A new task.")


def test_a_role_ended_on_its_first_day_was_never_held(cast: Cast) -> None:
    holding = actions.grant_role(cast.volunteer, "evaluator", by=cast.operator)
    actions.end_role(holding, by=cast.operator)
    assert (holding.begins_on, holding.ends_on) == (clock.today(), clock.today())
    assert not holding.held_on(clock.today())


def test_ending_anothers_role_is_for_operators(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        actions.end_role(cast.evaluator.holdings.get(), by=cast.second_evaluator)


def test_a_role_of_ones_own_can_be_laid_down(cast: Cast) -> None:
    actions.end_role(cast.evaluator.holdings.get(), by=cast.evaluator, why="A new job.")
    assert (last_entry().verb, last_entry().actor) == ("ended_role", cast.evaluator.key)


def test_a_newcomer_is_welcomed(cast: Cast) -> None:
    amina = actions.welcome(Person(username="Amina", name="آمنة", language="ar"), password=GOOD, by="people")
    assert admission.admit("AMINA", GOOD, address=HERE) == amina
    assert (last_entry().verb, last_entry().actor, last_entry().body) == ("welcomed", "people", {"why": ""})


def test_welcoming_is_for_operators(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        actions.welcome(Person(username="amina"), by=cast.evaluator)


@pytest.mark.parametrize("username", ["", "  ", "es\u200bi", "ab\u202ec", "line\nline"])
def test_a_name_that_cannot_be_seen_is_refused(cast: Cast, username: str) -> None:
    with pytest.raises(Refused, match="letters that can be seen"):
        actions.welcome(Person(username=username), by=cast.operator)


def test_a_name_that_is_taken_is_refused(cast: Cast) -> None:
    with pytest.raises(Refused, match="already signs in as “esi”"):
        actions.welcome(Person(username="ＥＳＩ"), by=cast.operator)


@pytest.mark.parametrize("password", ["short", "password1234", "valentina the first", "amina@example"])
def test_a_weak_password_is_refused(cast: Cast, password: str) -> None:
    newcomer = Person(username="valentina-the-first", name="Valentina", email="amina@example.org")
    with pytest.raises(Refused):
        actions.welcome(newcomer, password=password, by=cast.operator)
    assert not Person.objects.filter(username="valentina-the-first").exists()


def test_an_account_without_a_password_admits_nobody(cast: Cast) -> None:
    actions.welcome(Person(username="amina"), by=cast.operator)
    for guess in ("", "None", "!"):
        with pytest.raises(admission.NotAdmitted):
            admission.admit("amina", guess, address=HERE)


def test_one_changes_ones_own_password_and_an_operator_anybodys(cast: Cast) -> None:
    actions.change_password(cast.volunteer, password=GOOD, by=cast.volunteer)
    actions.change_password(cast.evaluator, password=GOOD, by=cast.operator)
    assert admission.admit("esi", GOOD, address=HERE) == cast.evaluator
    with pytest.raises(PermissionDenied):
        actions.change_password(cast.evaluator, password=GOOD, by=cast.volunteer)


def test_no_password_reaches_the_diary(cast: Cast) -> None:
    actions.change_password(cast.volunteer, password=GOOD, by=cast.volunteer)
    assert not [entry for entry in DiaryEntry.objects.all() if GOOD in (entry.written or "")]


def test_a_closed_account_admits_nobody(cast: Cast) -> None:
    actions.close_account(cast.evaluator, by=cast.operator, why="She left.")
    with pytest.raises(admission.NotAdmitted):
        admission.admit("esi", PASSWORD, address=HERE)
    assert last_entry().verb == "closed_account"
    with pytest.raises(PermissionDenied):
        actions.close_account(cast.lead, by=cast.volunteer)
    actions.close_account(cast.volunteer, by=cast.volunteer)


def test_every_answer_to_a_wrong_sign_in_is_the_same(cast: Cast) -> None:
    actions.close_account(cast.lead, by=cast.operator)
    answers = set()
    for username, password in [("esi", "wrong"), ("nobody", PASSWORD), ("lina", PASSWORD), ("", "")]:
        with pytest.raises(admission.NotAdmitted) as refusal:
            admission.admit(username, password, address=HERE)
        answers.add(str(refusal.value))
    assert len(answers) == 1


def test_every_role_has_words() -> None:
    with override("en"):
        assert all(str(role.title) and str(role.meaning).endswith(".") for role in roles.values())


def test_the_cast_holds_roles_that_exist(cast: Cast) -> None:
    held = set(cast.operator.roles | cast.lead.roles | cast.editor.roles | cast.evaluator.roles)
    assert held <= set(roles)


def test_a_role_begins_on_the_day_of_the_clock(cast: Cast) -> None:
    assert actions.grant_role(cast.volunteer, "evaluator", by="people").begins_on >= date(2026, 1, 1)
