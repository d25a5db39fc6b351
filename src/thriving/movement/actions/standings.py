"""Definitions that plans rest on, and of whom they are said."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import clock, diary
from thriving.kernel.words import Words
from thriving.movement.actions.actor import Actor, Refused, require
from thriving.movement.models import Country, Definition, Language, Standing

FILE = Path(__file__).resolve().parents[1] / "data" / "definitions.toml"
Subject = Language | Country | str  # a string is the name of a project


@transaction.atomic
def define(definition: Definition, *, by: Actor) -> Definition:
    """Enter a definition, or its next version; what an earlier one meant stays."""
    require(by, "define_terms")
    newest = Definition.objects.filter(key=definition.key).order_by("-version").first()
    definition.version = newest.version + 1 if newest else 1
    definition.save()
    diary.note(definition, "defined", by=by, body={"key": definition.key, "version": definition.version})
    return definition


def define_shipped(*, by: Actor) -> None:
    """What the product brings itself, as far as nobody has entered it."""
    known = set(Definition.objects.values_list("key", flat=True))
    for said in tomllib.loads(FILE.read_text())["definition"]:
        if said["key"] not in known:
            define(_definition(said), by=by)


@transaction.atomic
def say_standing(  # noqa: PLR0913 -- each is a part of one sentence, named at the call
    subject: Subject,
    kind: str,
    *,
    definition: Definition,
    reason: Words,
    source: str,
    by: Actor,
    since: date | None = None,
) -> Standing:
    """Say of a language, a country or a project that it falls under a definition, from a day on."""
    require(by, "define_terms")
    axis = _axis(subject)
    if axis not in definition.axes:
        raise Refused(_("“%(title)s” is not said of a %(axis)s.") % {"title": definition.title, "axis": axis})
    if not str(reason) or not source:
        raise Refused(_("A standing needs a reason and a source."))
    about = {axis: subject}
    if Standing.objects.filter(kind=kind, definition__key=definition.key, ends_on=None, **about).exists():
        raise Refused(_("This is said already. End it before you say it anew."))
    standing = Standing.objects.create(
        kind=kind,
        definition=definition,
        reason=reason,
        source=source,
        begins_on=since or clock.today(),
        **about,
    )
    diary.note(standing, "said_standing", by=by, body={axis: str(subject), "kind": kind, "source": source})
    return standing


@transaction.atomic
def end_standing(standing: Standing, *, why: str, by: Actor, on: date | None = None) -> None:
    """From that day on it is said no longer; that it was stays to be read."""
    require(by, "define_terms")
    if standing.ends_on is not None:
        raise Refused(_("This has ended already."))
    standing.ends_on = max(standing.begins_on, on or clock.today())
    standing.save(update_fields=["ends_on"])
    diary.note(standing, "ended_standing", by=by, why=why)


def _axis(subject: Subject) -> str:
    if isinstance(subject, Language):
        return "language"
    return "country" if isinstance(subject, Country) else "project"


def _definition(said: dict[str, Any]) -> Definition:
    told = {"title": Words(en=said["title"]), "text": Words(en=said["text"].strip())}
    return Definition(
        key=said["key"], begins_on=said["begins_on"], axes=said["axes"], source=said["source"], **told
    )
