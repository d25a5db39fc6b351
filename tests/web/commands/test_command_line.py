from __future__ import annotations

import subprocess

import click
import pytest
from django.core.exceptions import ImproperlyConfigured, PermissionDenied, ValidationError
from django.db import OperationalError, ProgrammingError
from tests.web.conftest import Thriving

from thriving.kernel.tables import Unreadable
from thriving.web import commands
from thriving.web.commands import failures


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> list[BaseException]:
    """A command that raises what the test puts here."""
    raised: list[BaseException] = []

    @click.command()
    def fails() -> None:
        raise raised[0]

    monkeypatch.setattr(commands, "found", lambda: [commands.EntryPoint("fails", "m:a", commands.GROUP)])
    monkeypatch.setattr(commands, "load", lambda _entry: fails)
    return raised


@pytest.mark.parametrize(
    ("failure", "code", "sentence"),
    [
        (click.ClickException("no such plan."), 1, "Error: no such plan."),
        (KeyboardInterrupt(), 130, "Stopped."),
        (click.Abort(), 130, "Stopped."),
        (ImproperlyConfigured("Set X."), 1, "Error: Set X."),
        (PermissionDenied("edit_plan"), 1, "Error: this is not allowed (edit_plan)."),
        (ValidationError(["One.", "Two."]), 1, "Error: One. Two."),
        (Unreadable("Row 3 cannot be read."), 1, "Error: Row 3 cannot be read."),
        (FileNotFoundError(2, "No such file", "a.csv"), 1, "Error: No such file (a.csv)."),
        (OperationalError("database is locked"), 1, "Try again in a minute."),
        (OperationalError("no such table: plan_plan"), 1, "`thriving migrate` makes them."),
        (OperationalError("connection refused"), 1, "It says: connection refused"),
        (ProgrammingError('relation "plan_plan" does not exist'), 1, "`thriving migrate` makes them."),
        (ProgrammingError("syntax error"), 1, "Error: the database refused: syntax error"),
        (ZeroDivisionError("division by zero"), 1, "division by zero (ZeroDivisionError)"),
    ],
)
def test_a_failure_is_a_sentence_and_an_exit_code(
    failing: list[BaseException],
    capsys: pytest.CaptureFixture[str],
    failure: BaseException,
    code: int,
    sentence: str,
) -> None:
    failing.append(failure)
    assert commands.run(["fails"]) == code
    output = capsys.readouterr()
    assert sentence in output.err
    assert "Traceback" not in output.err + output.out


def test_a_wrong_option_says_where_help_is(
    failing: list[BaseException], capsys: pytest.CaptureFixture[str]
) -> None:
    failing.append(AssertionError())
    assert commands.run(["fails", "--loudly"]) == 2
    assert "Try `thriving fails --help`." in capsys.readouterr().err


def test_an_unknown_command_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.run(["thrive"]) == 2
    assert "No such command 'thrive'" in capsys.readouterr().err


def test_a_traceback_comes_when_asked_for(
    failing: list[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("THRIVING_TRACEBACK", "1")
    failing.append(ZeroDivisionError())
    with pytest.raises(ZeroDivisionError):
        commands.run(["fails"])


def test_sentences_are_chosen_by_the_nearest_kind_of_failure() -> None:
    assert failures.sentence_about(BrokenPipeError()) == ""
    assert failures.sentence_about(OSError("disk full")) == "Error: disk full."


def test_every_command_has_a_line_of_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.run(["--help"]) == 0
    lines = capsys.readouterr().out.partition("Commands:")[2].splitlines()
    assert {"backup", "check", "migrate", "restore", "serve", "work"} <= {
        line.split()[0] for line in lines if line
    }
    assert [line for line in lines if line and len(line.split()) < 3] == []


def test_a_reader_that_leaves_early_is_no_failure(thriving: Thriving) -> None:
    with thriving.started("--help", stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.close()
    assert process.returncode == 1
    assert process.said == ""
