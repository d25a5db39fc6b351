"""A box is written, and published in versions that never change."""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, diary
from thriving.kernel.words import Words
from thriving.movement.actions import Actor, Refused
from thriving.movement.actions.groups import clean_texts, clean_words
from thriving.movement.models import Person
from thriving.programs.campaigns.actions.campaign import LONGEST_TEXT, LONGEST_TITLE
from thriving.programs.campaigns.actions.doing import hold, key_problem, named, refuse, require, too_long
from thriving.programs.campaigns.actions.pieces import MOST_PIECES, sound
from thriving.programs.campaigns.content import MOST_ITEMS, Content, Kind, read
from thriving.programs.campaigns.models import Box, BoxPiece, BoxVersion, Keeper, Lesson
from thriving.programs.experiments.models import Experiment
from thriving.programs.experiments.states import FINISHED

LONGEST_DAYS = 731


@transaction.atomic
def make_box(  # noqa: PLR0913 -- each is a fact of the box, named at the call
    title: Words,
    text: Words,
    *,
    key: str,
    by: Actor,
    days: int | None = None,
    made_from: str = "",
    sample: bool = False,
) -> Box:
    """Begin a box, which its keepers see until its first version is published."""
    if not isinstance(by, str):
        access.require_holds(by, "make_box")
    refuse(filter(None, [key_problem(key)]))
    if Box.objects.filter(key=key).exists():
        raise Refused(_("Another box has “%(key)s” as its address already.") % {"key": key})
    box = Box.objects.create(
        key=key, made_from=made_from, made_at=clock.now(), sample=sample, **_words(title, text, days)
    )
    if isinstance(by, Person):
        Keeper.objects.create(box=box, person=by, named_at=clock.now(), named_by=named(by))
    diary.note(box, "made", by=by)
    return box


@transaction.atomic
def describe_box(box: Box, title: Words, text: Words, *, days: int | None, by: Actor) -> None:
    """What the next version will be called and say of itself."""
    require(by, "keep_box", box)
    hold(box)
    for name, value in _words(title, text, days).items():
        setattr(box, name, value)
    box.save()
    diary.note(box, "described", by=by)


def _words(title: Words, text: Words, days: int | None) -> dict[str, Any]:
    title, text = clean_words(title), clean_texts(text)
    if not title:
        raise Refused(_("It needs a title."))
    if too_long(title, LONGEST_TITLE) or too_long(text, LONGEST_TEXT):
        raise Refused(_("This text is too long."))
    if days is not None and not 0 < days <= LONGEST_DAYS:
        raise Refused(_("A campaign lasts at most two years."))
    return {"title": title, "text": text, "days": days}


@transaction.atomic
def write_box_piece(box: Box, kind: str, key: str, said: Content, *, by: Actor) -> BoxPiece:
    require(by, "keep_box", box)
    hold(box)
    said = sound(kind, key, said)
    if len(said.items) > MOST_ITEMS:
        raise Refused(_("A worklist has at most %(count)d things.") % {"count": MOST_ITEMS})
    if not box.pieces.filter(kind=kind, key=key).exists() and box.pieces.count() >= MOST_PIECES:
        raise Refused(_("These are too many at once."))
    piece, _new = box.pieces.update_or_create(kind=kind, key=key, defaults={"content": said.as_json()})
    diary.note(box, "wrote_piece", by=by, body={"piece": f"{kind}/{key}"})
    return piece


@transaction.atomic
def drop_box_piece(box: Box, kind: str, key: str, *, by: Actor) -> None:
    """The next version will be without it; the versions that have it keep it."""
    require(by, "keep_box", box)
    hold(box)
    box.pieces.filter(kind=kind, key=key).delete()
    diary.note(box, "dropped_piece", by=by, body={"piece": f"{kind}/{key}"})


@transaction.atomic
def publish_version(box: Box, *, changes: Words, by: Actor, experiments: Iterable[str] = ()) -> BoxVersion:
    """Make the draft a version for everybody; which experiments changed it is said with it."""
    require(by, "keep_box", box)
    hold(box)
    pieces = {f"{each.kind}/{each.key}": each.content for each in box.pieces.all()}
    learned_from = _finished(experiments)
    last = box.versions.first()
    refuse(_not_ready(box, pieces, last, clean_texts(changes)))
    version = BoxVersion.objects.create(
        box=box,
        number=(box.versions.aggregate(last=Max("number"))["last"] or 0) + 1,
        title=box.title,
        text=box.text,
        days=box.days,
        pieces=pieces,
        digest=_digest(box, pieces),
        changes=clean_texts(changes),
        published_at=clock.now(),
        published_by=named(by),
    )
    Lesson.objects.bulk_create(Lesson(version=version, experiment=key) for key in learned_from)
    diary.note(box, "published", by=by, body={"version": version.number, "sha256": version.digest})
    return version


def _not_ready(box: Box, pieces: dict[str, Any], last: BoxVersion | None, changes: Words) -> list[str]:
    found = []
    if not pieces:
        found.append(_("An empty box helps nobody: write at least one piece."))
    if not box.text:
        found.append(_("Say what the box is for."))
    if last and not changes:
        found.append(_("Say what is new in this version."))
    if last and last.digest == _digest(box, pieces):
        found.append(_("Nothing has changed since version %(number)d.") % {"number": last.number})
    return [*found, *_lost_roles(pieces)]


def _lost_roles(pieces: dict[str, Any]) -> list[str]:
    roles = {name.partition("/")[2] for name in pieces if name.startswith(f"{Kind.ROLE}/")}
    asked = {role for each in pieces.values() if (role := read(each).role)}
    sentence = _("A task is for the role “%(role)s”, which is not among the roles.")
    return [sentence % {"role": role} for role in sorted(asked - roles)]


def _finished(experiments: Iterable[str]) -> list[str]:
    """Only what has a result can have changed anything."""
    wanted = list(dict.fromkeys(experiments))
    found = set(Experiment.objects.filter(key__in=wanted, state=FINISHED).values_list("key", flat=True))
    refuse(
        _("“%(key)s” is no experiment with a result.") % {"key": key[:60]}
        for key in wanted
        if key not in found
    )
    return wanted


def _digest(box: Box, pieces: dict[str, Any]) -> str:
    said = {"title": box.title, "text": box.text, "days": box.days, "pieces": pieces}
    written = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(written.encode()).hexdigest()
