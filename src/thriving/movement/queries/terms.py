"""Definitions, and of whom they are said."""

from __future__ import annotations

from thriving.kernel import clock
from thriving.movement.models import Definition, Standing


def definitions() -> list[Definition]:
    """The newest version of each."""
    newest = {each.key: each for each in Definition.objects.order_by("version")}
    return [newest[key] for key in sorted(newest)]


def versions_of(key: str) -> list[Definition]:
    """The newest first."""
    return list(Definition.objects.filter(key=key).order_by("-version"))


def said_by(definition: Definition) -> list[Standing]:
    found = Standing.objects.on(clock.today()).filter(definition=definition)
    return list(found.order_by("language_id", "country_id", "project", "pk"))
