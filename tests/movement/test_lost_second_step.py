from __future__ import annotations

from click.testing import CliRunner, Result
from django.test import Client
from tests.conftest import Cast
from tests.movement.second_steps import app_of, first_step, is_in, paper_of

from thriving.kernel.models import DiaryEntry, Mail
from thriving.movement.accounts import factors
from thriving.movement.commands import people


def run(*words: str) -> Result:
    return CliRunner().invoke(people, ["remove-second-step", *words])


def test_a_lost_second_step_is_removed_noted_and_told(cast: Cast, client: Client) -> None:
    cast.evaluator.email = "esi@example.org"
    cast.evaluator.save()
    app_of(cast.evaluator)
    paper_of(cast.evaluator)
    client.force_login(cast.evaluator)
    assert run("esi", "--why", "We spoke by video.").exit_code == 0
    assert (factors.has_any(cast.evaluator), is_in(client)) == (False, False)
    entry = DiaryEntry.objects.latest("number")
    assert (entry.verb, entry.why) == ("lost_second_step", "We spoke by video.")
    assert "as you had asked them to" in Mail.objects.get().text
    assert first_step(client, cast.evaluator)["Location"].startswith("/account/security/")


def test_a_reason_is_wanted(cast: Cast) -> None:
    app_of(cast.evaluator)
    assert run("esi").exit_code == 2
    assert factors.has_any(cast.evaluator)


def test_who_has_none_keeps_their_session(cast: Cast, client: Client) -> None:
    client.force_login(cast.volunteer)
    assert "has no second step" in run("valentina", "--why", "x").output
    assert is_in(client)
