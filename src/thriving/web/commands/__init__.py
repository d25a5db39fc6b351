"""The `thriving` command: each package brings its own subcommands, found by entry point.

A failure is a sentence and a non-zero exit, never a traceback (unless THRIVING_TRACEBACK=1 asks for one).
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Iterable
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from types import FrameType
from typing import NoReturn

import click
import django
from django.apps import apps

from thriving import __version__
from thriving.web.commands.failures import exit_code_of, sentence_about

GROUP = "thriving.commands"
# The demo's settings must stand before Django reads them; the history of wikis needs neither.
SET_UP_THEMSELVES = frozenset({"demo", "history"})


class Commands(click.Group):
    """Subcommands by entry point, loaded when asked for, so that `thriving serve` starts quickly."""

    def list_commands(self, context: click.Context) -> list[str]:  # noqa: ARG002 -- click's own signature
        return sorted(entry.name for entry in found())

    def get_command(self, context: click.Context, name: str) -> click.Command | None:  # noqa: ARG002 -- the same
        entry = next((entry for entry in found() if entry.name == name), None)
        return None if entry is None else load(entry)


def found() -> Iterable[EntryPoint]:
    """The entry points whose module is installed; a package may be left out."""
    return [entry for entry in entry_points(group=GROUP) if find_spec(entry.module)]


def load(entry: EntryPoint) -> click.Command:
    if entry.name not in SET_UP_THEMSELVES:
        setup()
    command: click.Command = entry.load()
    return command


def setup() -> None:
    """Start Django, as models must be; a second time does nothing."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thriving.web.settings")
    if apps.ready:
        return
    gc.disable()  # what is loaded stays: to look for garbage among it takes a fifth of the start
    try:
        django.setup()
        gc.freeze()  # nor later, and least of all when the command ends
    finally:
        gc.enable()


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="Thriving %(version)s")
@click.pass_obj
def cli(is_program: bool | None) -> None:  # noqa: FBT001 -- what `main` hands to click
    """A movement's plan, measured by its work."""
    if is_program:
        # Only now that everything is imported: compiled modules may swallow what a signal raises meanwhile.
        # Before, SIGTERM ends the process as it always does, and nothing has begun that could be half done.
        signal.signal(signal.SIGTERM, _leave)


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run the command line and leave with its exit code."""
    sys.exit(run(arguments, is_program=True))


def run(arguments: list[str] | None = None, *, is_program: bool = False) -> int:
    """What `main` does, answering the exit code instead of leaving."""
    try:
        answer = cli.main(args=arguments, prog_name="thriving", standalone_mode=False, obj=is_program)
        sys.stdout.flush()
        return answer if isinstance(answer, int) else 0
    except click.exceptions.Exit as error:
        return error.exit_code
    except (Exception, KeyboardInterrupt) as error:
        if os.environ.get("THRIVING_TRACEBACK") == "1":
            raise
        if isinstance(error, BrokenPipeError):
            _forget_output()
        if sentence := sentence_about(error):
            click.echo(sentence, err=True)
        return exit_code_of(error)


def _forget_output() -> None:
    """Whoever read our output has left, as `| head` does: Python must not complain once more when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _leave(number: int, _frame: FrameType | None) -> NoReturn:
    """Let SIGTERM unwind like an error, so that open transactions and half-written files are undone."""
    raise SystemExit(128 + number)
