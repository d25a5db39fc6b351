"""Anyone may raise a crisis. What is told is kept sealed; who told it is not kept at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import clock, diary, turn
from thriving.movement.actions import Refused
from thriving.movement.actions.groups import clean, known_countries
from thriving.safety.crisis import letters
from thriving.safety.crisis.actions import clocks
from thriving.safety.crisis.actions.words import Written, safe
from thriving.safety.crisis.clocks import Task
from thriving.safety.crisis.models import Affected, Crisis, Kind, Layer
from thriving.safety.crisis.queries.readiness import answering
from thriving.safety.crisis.severity import Said, Severity

LONGEST = 3_000
AGAIN = timedelta(minutes=10)  # in which the same words, told in the same way, are a form that was sent twice


@dataclass(frozen=True)
class Raised:
    """What somebody says."""

    kind: str
    danger: str
    text: Written
    affected: str = Affected.UNSURE
    country: str = ""


@transaction.atomic
def raise_once(said: Raised) -> Crisis:
    """As from a form that is pressed twice where the network is slow: one report, and one set of clocks."""
    turn.take()
    about = {"kind": said.kind, "danger": said.danger, "affected": said.affected, "country": said.country}
    told = clean(said.text.text)
    recent = Crisis.objects.filter(raised_at__gt=clock.now() - AGAIN, **about)
    return next((each for each in recent if each.told == told), None) or raise_crisis(said)


@transaction.atomic
def raise_crisis(said: Raised, *, sample: bool = False) -> Crisis:
    """Whoever is on call is told that something came, and nothing of what."""
    _require_known(said)
    now = clock.now()
    crisis = Crisis.objects.create(
        kind=said.kind,
        danger=said.danger,
        affected=said.affected,
        country=said.country,
        told=safe(said.text, longest=LONGEST),
        raised_at=now,
        severity=supposed(said),
        sample=sample,
    )
    for task in (Task.ACKNOWLEDGE, Task.DECIDE):
        clocks.start(crisis, task, now)
    letters.tell_raised(crisis, answering(Layer.FIRST))
    diary.note(crisis, "raised", by=None)  # by whom would lead to somebody who may be at risk
    return crisis


def supposed(said: Raised) -> Severity:
    """Until somebody has decided: the gravest that it may be."""
    if said.danger != Said.NO:
        return Severity.S1
    return Severity.S3 if said.kind == Kind.OTHER and said.affected == Affected.ONE else Severity.S2


def _require_known(said: Raised) -> None:
    if said.kind not in Kind or said.danger not in Said or said.affected not in Affected:
        raise Refused(_("Answer each of the questions. “Not sure” is an answer."))
    if said.country and said.country not in known_countries([said.country]):
        raise Refused(_("“%(code)s” is not the code of a country, such as GH.") % {"code": said.country[:40]})
