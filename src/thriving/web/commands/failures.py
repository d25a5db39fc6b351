"""What a command says when it cannot go on: one sentence for each kind of failure."""

from __future__ import annotations

from functools import singledispatch

import click
from django.core.exceptions import ImproperlyConfigured, PermissionDenied, ValidationError
from django.db import OperationalError, ProgrammingError

STOPPED = 130  # what a shell reports for a command that Ctrl-C ended
USAGE = 2


def exit_code_of(error: BaseException) -> int:
    if isinstance(error, (click.Abort, KeyboardInterrupt)):
        return STOPPED
    return error.exit_code if isinstance(error, click.ClickException) else 1


@singledispatch
def sentence_about(error: BaseException) -> str:
    """A sentence for the person at the terminal; empty where nothing needs saying."""
    if type(error).__module__.startswith("thriving."):
        return f"Error: {error}"  # our own refusals are sentences
    return (
        f"Thriving did not expect this: {error} ({type(error).__name__}). THRIVING_TRACEBACK=1 shows where."
    )


@sentence_about.register
def _(error: click.ClickException) -> str:
    return f"Error: {error.format_message()}"


@sentence_about.register
def _(error: click.UsageError) -> str:
    hint = f"\nTry `{error.ctx.command_path} --help`." if error.ctx else ""
    return f"Error: {error.format_message()}{hint}"


@sentence_about.register(click.Abort)
@sentence_about.register(KeyboardInterrupt)
def _(_error: BaseException) -> str:
    return "Stopped. Nothing is left half-written."


@sentence_about.register
def _(error: ImproperlyConfigured) -> str:
    return f"Error: {error}"


@sentence_about.register
def _(error: PermissionDenied) -> str:
    return f"Error: this is not allowed ({error})."


@sentence_about.register
def _(error: ValidationError) -> str:
    return "Error: " + " ".join(error.messages)


@sentence_about.register
def _(error: OSError) -> str:
    where = f" ({error.filename})" if error.filename else ""
    return f"Error: {error.strerror or error}{where}."


@sentence_about.register
def _(_error: BrokenPipeError) -> str:
    return ""  # the reader of our output left, as `| head` does


@sentence_about.register
def _(error: OperationalError) -> str:
    if "locked" in str(error):
        return "Error: somebody else is writing to the database for very long. Try again in a minute."
    if "no such table" in str(error):
        return "Error: the database has no tables yet. `thriving migrate` makes them."
    return f"Error: the database cannot be reached or read. It says: {str(error).strip()}"


@sentence_about.register
def _(error: ProgrammingError) -> str:
    if "does not exist" in str(error):
        return "Error: the database has no tables yet. `thriving migrate` makes them."
    return f"Error: the database refused: {str(error).strip()}"
