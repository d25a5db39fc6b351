"""Core duties: who holds which, and what of the plan it serves. Each change is told to the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, diary, turn
from thriving.kernel.words import Words
from thriving.movement import scopes
from thriving.movement.actions import Actor, Refused
from thriving.movement.actions.actor import require
from thriving.movement.actions.groups import clean, clean_texts, clean_words, require_key, set_all
from thriving.programs.initiatives import facts, rules, vocabulary
from thriving.programs.initiatives.actions.described import wrong_words
from thriving.programs.initiatives.models import Duty
from thriving.programs.initiatives.parts import known_priorities
from thriving.programs.initiatives.states import DUTY


@dataclass(frozen=True)
class DutyDescribed:
    kind: str
    title: Words
    team: Words
    begins_on: date
    text: Words = field(default_factory=Words)
    language: str = "en"
    scope: str = ""  # a scope, such as "region:wikimedia/south-asia"
    priority: str = ""  # "plan/priority"
    why_none: Words = field(default_factory=Words)

    @property
    def values(self) -> dict[str, Any]:
        plain = ("kind", "language", "scope", "priority", "begins_on")
        return {
            "title": clean_words(self.title),
            "team": clean_words(self.team),
            "text": clean_texts(self.text),
            "why_none": Words() if self.priority else clean_texts(self.why_none),
            **{name: getattr(self, name) for name in plain},
        }


def duty_problems(said: DutyDescribed, kept: str = "") -> Iterator[tuple[str, str]]:
    """``kept``: the priority that it serves already, which stays when the plan lets go of it."""
    yield from wrong_words(said.title, {"text": said.text, "team": said.team, "why_none": said.why_none})
    if said.kind not in vocabulary.words_for("duties"):
        yield "kind", _("“%(code)s” is none of the choices.") % {"code": said.kind[:80]}
    if not clean_words(said.team):
        yield "team", _("Say which team holds it.")
    if said.begins_on > clock.today():
        yield "begins_on", _("This day has not come yet.")
    if said.scope and not scopes.exists(said.scope):
        yield "scope", _("There is no “%(code)s”.") % {"code": said.scope[:80]}
    if said.priority and said.priority != kept and not known_priorities([said.priority]):
        yield "priority", _("No plan has a priority “%(code)s”.") % {"code": said.priority[:80]}
    if not said.priority and not clean_texts(said.why_none):
        yield "why_none", _("Say which priority it serves, or why it serves none.")


@transaction.atomic
def hold_duty(said: DutyDescribed, *, key: str, by: Actor, sample: bool = False) -> Duty:
    """Put a duty on the list."""
    require(by, "hold_duty")
    turn.take()
    require_key(key)
    if Duty.objects.filter(key=key).exists():
        raise Refused(_("Another duty has “%(key)s” as its address already.") % {"key": key})
    _require_sound(said)
    _require_led(by, said.priority)
    duty = Duty.objects.create(key=key, sample=sample, **said.values)
    facts.tell(duty, by)
    diary.note(duty, "held", by=by)
    return duty


@transaction.atomic
def describe_duty(duty: Duty, said: DutyDescribed, *, by: Actor) -> list[str]:
    """Say anew what it is; what of the plan it serves is told to the ledger anew."""
    _keep(duty, by)
    _require_sound(said, duty.priority)
    if said.priority != duty.priority:
        _require_led(by, said.priority)
    if changed := set_all(duty, said.values):
        duty.save()
        facts.tell(duty, by)
        diary.note(duty, "described", by=by, body={"changed": changed})
    return changed


@transaction.atomic
def end_duty(duty: Duty, *, reason: str, by: Actor) -> None:
    """Nobody holds it any more: it no longer counts, and as of earlier it stays known."""
    _keep(duty, by)
    DUTY.take(duty, "end", reason=clean(reason))
    facts.take_back(duty, by, duty.reason)
    diary.note(duty, "ended", by=by, why=duty.reason)


def _keep(duty: Duty, by: Actor) -> None:
    if not isinstance(by, str):
        access.require(by, "keep_duty", duty)
    turn.take()
    duty.refresh_from_db(from_queryset=Duty.objects.select_for_update())


def _require_led(by: Actor, priority: str) -> None:
    if priority and not isinstance(by, str) and not rules.leads(by, priority):
        raise Refused(_("Only who leads this priority puts a duty under it."))


def _require_sound(said: DutyDescribed, kept: str = "") -> None:
    if found := [sentence for _field, sentence in duty_problems(said, kept)]:
        raise Refused(" ".join(dict.fromkeys(found)))
