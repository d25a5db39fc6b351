"""Forgetting a person: every link goes, what counts stays, and no old backup brings them back."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from thriving.kernel import diary
from thriving.kernel.models import DiaryEntry
from thriving.movement.models import Forgotten, Person
from thriving.movement.personal.own import subject_of
from thriving.movement.personal.registry import in_order, needed

AT_ONCE = 2_000  # people held in memory


def mark_of(key: str) -> str:
    """Says of an identifier that it was forgotten. Without a secret: one that changed would undo it."""
    return sha256(f"thriving.forgotten\n{key}".encode()).hexdigest()


@transaction.atomic
def forget(person: Person, *, by: Any, why: str = "") -> None:
    """Delete ``person`` and every link to them. The bare identifier stays in facts and in the diary."""
    key, subject = person.key, subject_of(person)
    for each in in_order():
        if each.forget:
            each.forget(person)
    diary.erase_all(DiaryEntry.objects.filter(_told_of(person)))
    person.delete()
    Forgotten.objects.get_or_create(mark=mark_of(key))
    diary.note(subject, "forgotten", by=by, why=why)
    transaction.on_commit(lambda: keep([mark_of(key)]))


def _told_of(person: Person) -> Q:
    """What the diary tells about them, and what in their words, unless a check of numbers needs it."""
    theirs = Q(actor=person.key)
    for each in needed.values():
        theirs &= ~each
    return theirs | Q(subject=subject_of(person))


def marks() -> set[str]:
    """Of everybody who was forgotten here: those of the database, and those that are kept beside it."""
    return {*Forgotten.objects.values_list("mark", flat=True), *read(kept_in())}


def forget_again(forgotten: Iterable[str], *, by: str) -> int:
    """After a restore: whoever the backup brought back goes again. How many they were."""
    gone = set(forgotten) | marks()
    returned = [each for each in Person.objects.iterator(AT_ONCE) if mark_of(each.key) in gone]
    for each in returned:
        forget(each, by=by, why=_("They had left before the backup was restored."))
    Forgotten.objects.bulk_create([Forgotten(mark=mark) for mark in sorted(gone)], ignore_conflicts=True)
    return len(returned)


def kept_in() -> Path:
    """A list beside the database, in case that is lost with its own. A copy belongs elsewhere."""
    return Path(settings.DATA) / "forgotten.txt"


def keep(more: Iterable[str]) -> None:
    path = kept_in()
    new = sorted(set(more) - read(path))
    with path.open("a") as file:
        file.writelines(f"{mark}\n" for mark in new)
    path.chmod(0o600)


def read(path: Path) -> set[str]:
    return set(path.read_text().split()) if path.exists() else set()
