from __future__ import annotations

from importlib import import_module

import click

_MODULES = ("check", "describe", "generate", "ingest", "measure", "metrics", "people")


class _Late(click.Group):
    """Its commands come when one is asked for: the engines take a second to load."""

    def list_commands(self, context: click.Context) -> list[str]:
        _load()
        return super().list_commands(context)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        _load()
        return super().get_command(context, name)


def _load() -> None:
    for name in _MODULES:
        import_module(f"thriving.history.commands.{name}")


@click.group(cls=_Late)
def history() -> None:
    """Measure wikis from the dumps of their history."""
