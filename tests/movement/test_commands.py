from __future__ import annotations

import re
from datetime import timedelta

import pytest
from click.testing import CliRunner, Result
from tests.conftest import Cast
from tests.movement.conftest import SOUTH_ASIA

from thriving.kernel import clock
from thriving.kernel.models import DiaryEntry
from thriving.movement.accounts import admission
from thriving.movement.commands import people
from thriving.movement.models import Person

GOOD = "a long and rare pass phrase"
CONTENT = "priority:thriving-movement-2019/diverse-content"


def run(*arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(people, arguments, input=typed)


def test_the_first_operator_is_made(db: None) -> None:
    told = run("add", "Omar", "--name", "Omar B.", "--role", "operator", "--make-password")
    password = re.search(r"shown only now: (\S+)", told.output)
    assert password
    omar = admission.admit("omar", password[1], address="192.0.2.7")
    assert (str(omar), omar.roles) == ("Omar B.", {"operator"})
    assert set(DiaryEntry.objects.values_list("actor", flat=True)) == {"thriving people"}


def test_a_role_that_does_not_exist_opens_no_account(db: None) -> None:
    failed = run("add", "omar", "--role", "king", "--make-password")
    assert "There is no role “king”." in str(failed.exception)
    assert not Person.objects.exists()


def test_a_password_is_asked_for_twice(db: None) -> None:
    assert run("add", "omar", typed=f"{GOOD}\n{GOOD}\n").exit_code == 0
    assert admission.admit("omar", GOOD, address="192.0.2.7")
    assert run("add", "esi", typed=f"{GOOD}\nanother\n").exit_code == 1


def test_a_new_password_takes_the_place_of_the_old(cast: Cast) -> None:
    assert run("password", "ESI", typed=f"{GOOD}\n{GOOD}\n").exit_code == 0
    assert admission.admit("esi", GOOD, address="192.0.2.7") == cast.evaluator


def test_roles_are_granted_ended_and_listed(cast: Cast) -> None:
    assert run("grant", "otto", "evaluator", "--why", "Trained.").output == "otto is evaluator now.\n"
    assert f"otto: evaluator, program_lead {CONTENT}\n" in run("list").output
    run("end-role", "otto", "program_lead", "--scope", CONTENT)
    assert "otto: evaluator\n" in run("list").output
    assert "valentina: no role\n" in run("list").output


def test_a_role_that_is_not_held_cannot_end(cast: Cast) -> None:
    ended = run("end-role", "otto", "evaluator")
    assert (ended.exit_code, ended.output) == (1, "Error: otto does not hold this role today.\n")


def test_an_account_is_closed(cast: Cast) -> None:
    run("close", "esi", "--why", "She left.")
    assert "esi: closed\n" in run("list").output


@pytest.mark.parametrize(
    "command", [["password"], ["grant", "evaluator"], ["end-role", "evaluator"], ["close"]]
)
def test_nobody_is_told_in_a_sentence(db: None, command: list[str]) -> None:
    failed = run(command[0], "nobody", *command[1:])
    assert (failed.exit_code, failed.output) == (1, "Error: Nobody signs in as nobody.\n")


@pytest.mark.usefixtures("regions")
def test_a_role_is_granted_over_a_part_and_for_a_time(cast: Cast) -> None:
    first, end = clock.today(), clock.today() + timedelta(days=30)
    over = ("--scope", SOUTH_ASIA, "--since", first.isoformat(), "--until", end.isoformat())
    assert run("grant", "otto", "regional_liaison", *over).exit_code == 0
    holding = cast.other_lead.holdings.get(role="regional_liaison")
    assert (holding.scope, holding.begins_on, holding.ends_on) == (SOUTH_ASIA, first, end)


def test_whoever_asks_is_forgotten(cast: Cast) -> None:
    said = ("--why", "Asked by letter.", "--yes")
    assert run("forget", "valentina", *said).output == "They are forgotten. Published numbers stand.\n"
    assert not Person.objects.filter(username="valentina").exists()
    last = DiaryEntry.objects.latest("number")
    assert (last.verb, last.actor, last.why) == ("forgotten", "thriving people", "Asked by letter.")
