"""One at a time: a version as it is now, and nobody else changes it until the transaction ends."""

from __future__ import annotations

from thriving.kernel import turn
from thriving.movement.actions import Refused
from thriving.safety.conduct.models import Version


def hold(version: Version) -> Version:
    turn.take()
    return Version.objects.select_for_update(of=("self",)).select_related("code").get(pk=version.pk)


def require(*sentences: str) -> None:
    """Refuse with what is wrong, if anything is."""
    if found := [sentence for sentence in sentences if sentence]:
        raise Refused(" ".join(dict.fromkeys(found)))
