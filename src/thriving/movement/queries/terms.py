"""Definitions, and of whom they are said."""

from __future__ import annotations

from collections.abc import Iterable

from thriving.kernel import clock
from thriving.movement.models import Definition, Standing


def definitions() -> list[Definition]:
    """The newest version of each."""
    newest = {each.key: each for each in Definition.objects.order_by("version")}
    return [newest[key] for key in sorted(newest)]


def versions_of(key: str) -> list[Definition]:
    """The newest first."""
    return list(Definition.objects.filter(key=key).order_by("-version"))


def named(names: Iterable[str]) -> list[Definition]:
    """Those that a plan rests on, each named by key and version; one that is not known is left out."""
    wanted = set(names)
    keys = {name.rpartition("/")[0] for name in wanted}
    found = Definition.objects.filter(key__in=keys).order_by("key", "version") if keys else ()
    return [each for each in found if str(each) in wanted]


def said_by(definition: Definition) -> list[Standing]:
    found = Standing.objects.on(clock.today()).filter(definition=definition)
    return list(found.order_by("language_id", "country_id", "project", "pk"))
