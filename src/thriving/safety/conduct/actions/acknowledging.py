"""Somebody says that they have read what holds, and will keep to it."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, diary
from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.safety.conduct.models import Acknowledgement, Version
from thriving.safety.conduct.queries import text_of
from thriving.safety.conduct.queries.acknowledging import roles_asking


@transaction.atomic
def acknowledge(version: Version, *, language: str, sha256: str, by: Person) -> list[Acknowledgement]:
    """As themselves, and in every role of theirs that asks for it; said twice, it stands once.

    ``sha256`` is that of the text which they had before them.
    """
    access.require(by, "acknowledge_code", version)
    text = text_of(version, language)
    if text is None or text.sha256 != sha256:
        raise Refused(_("This is not the text that holds: read it again."))
    given = [
        _give(version, role, text.language, sha256, by) for role in ("", *roles_asking(by, version.code))
    ]
    if new := [each for each in given if each]:
        told = {"language": language, "roles": [each.role for each in new if each.role]}
        diary.note(version, "acknowledged", by=by, body=told)
    by.refresh_from_db(fields=["holdings"])  # what waited for it waits no longer
    return [each for each in given if each]


def _give(version: Version, role: str, language: str, sha256: str, by: Person) -> Acknowledgement | None:
    given, new = Acknowledgement.objects.get_or_create(
        version=version,
        person=by,
        role=role,
        defaults={"language": language, "sha256": sha256, "given_at": clock.now()},
    )
    return given if new else None
