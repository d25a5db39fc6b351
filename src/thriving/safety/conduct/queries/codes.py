"""Codes and their versions, as far as the reader may know of them."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from thriving.kernel import access
from thriving.safety.conduct.models import Code, Version
from thriving.safety.conduct.states import IN_FORCE


def codes_for(reader: Any) -> QuerySet[Code]:
    """With the versions that the reader may see, the newest first."""
    seen = Prefetch("versions", access.within(reader, "see_code_version", Version.objects.all()), "seen")
    return access.within(reader, "see_code", Code.objects.prefetch_related(seen))


def versions_for(reader: Any) -> QuerySet[Version]:
    return access.within(
        reader, "see_code_version", Version.objects.select_related("code", "ballot", "endorsement")
    )


def version_for(reader: Any, key: str, number: int) -> QuerySet[Version]:
    return versions_for(reader).filter(code__key=key, number=number)


def in_force(scope: str = "") -> Version | None:
    """What holds today in the whole movement, or in a part of it."""
    found = Version.objects.filter(Q(code__scope=scope), state=IN_FORCE)
    return found.select_related("code").first()
