"""Who matters to the safety of an event is entered, named, and takes part; each step changes the facts."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, diary, turn
from thriving.movement.actions import Actor, Refused
from thriving.movement.models import Person
from thriving.movement.queries.accounts import is_theirs
from thriving.programs.events.models import Event
from thriving.safety.event_risk import facts
from thriving.safety.event_risk.actions.naming import require_nobody_named
from thriving.safety.event_risk.models import Stakeholder
from thriving.safety.event_risk.queries.assessed import tier_of
from thriving.safety.event_risk.queries.independence import is_on_side
from thriving.safety.event_risk.queries.registers import untold_registers, without_register
from thriving.safety.event_risk.queries.staleness import is_over
from thriving.safety.event_risk.stakeholding import LIGHT, PARTS, How, Part, relevant

KEEPING = "keep-risk-registers"  # the job, in the diary


@transaction.atomic
def require(event: Event, tier: str, *, by: Actor) -> list[Stakeholder]:
    """Enter what a tier asks for. What is there already stays, also where a later tier asks for less."""
    turn.take()
    there = {each.role: each for each in event.risk_stakeholders.all()}
    asked = list(relevant(tier, in_person=not event.is_online_only))
    back = [each for each in there.values() if each.released_at]  # whichever: none was let go for good
    for each in back:
        _take_up_again(each)
    made = [_enter(event, part) for part in asked if part.key not in there]
    if made or back:
        roles = [each.role for each in (*made, *back)]
        diary.note(event, "required_stakeholders", by=by, body={"tier": tier, "roles": roles})
        facts.tell(event, by=by)
    return made


@transaction.atomic
def ask_again(event: Event, *, by: Actor) -> None:
    """What two people found holds no longer: whoever was let go for it is asked for again."""
    turn.take()
    back = list(event.risk_stakeholders.exclude(released_at=None))
    for each in back:
        _take_up_again(each)
    if back:
        diary.note(event, "asked_stakeholders_again", by=by, body={"roles": [each.role for each in back]})
        facts.tell(event, by=by)


def _enter(event: Event, part: Part) -> Stakeholder:
    return Stakeholder.objects.create(
        event=event, role=part.key, employer=part.employer, required_at=clock.now()
    )


def _take_up_again(stakeholder: Stakeholder) -> None:
    stakeholder.released_at, stakeholder.released_by, stakeholder.confirmed_by = None, "", ""
    stakeholder.save(update_fields=["released_at", "released_by", "confirmed_by"])


@transaction.atomic
def add(event: Event, role: str, *, by: Person) -> Stakeholder:
    """One more role than the tier asks for. From then on it counts like the others."""
    turn.take()
    access.require(by, "keep_risk_register", event)
    if role not in PARTS:
        raise Refused(_("No role is called so."))
    if event.risk_stakeholders.filter(role=role).exists():
        raise Refused(_("This role is in the register already."))
    made = _enter(event, PARTS[role])
    diary.note(event, "added_stakeholder", by=by, body={"role": role})
    facts.tell(event, by=by)
    return made


@transaction.atomic
def appoint(stakeholder: Stakeholder, person: Person, *, by: Person) -> None:
    """Say who has the role. Whoever takes it over from somebody who took part takes part anew."""
    _hold(stakeholder)
    access.require(by, "name_stakeholder", stakeholder)
    _require_standing(stakeholder)
    _require_ahead(stakeholder)
    if stakeholder.person_id == person.pk:
        return
    if stakeholder.is_of_foundation and is_on_side(person, stakeholder.event):
        raise Refused(_("They are on the side of the event: nobody has a role of the Foundation there, too."))
    if stakeholder.is_of_foundation and stakeholder.engaged_at:
        _forget_engagement(stakeholder)
    stakeholder.person = person
    stakeholder.save()
    diary.note(stakeholder.event, "named_stakeholder", by=by, body={"role": stakeholder.role})
    facts.tell(stakeholder.event, by=by)


@transaction.atomic
def engage(stakeholder: Stakeholder, how: str, *, by: Person) -> None:
    """Whoever works for the Foundation says it from their own account; for others the organizers may, too."""
    _hold(stakeholder)
    access.require(by, "engage_stakeholder", stakeholder)
    _require_standing(stakeholder)
    _require_ahead(stakeholder)
    if how not in How:
        raise Refused(_("Say how they took part."))
    if stakeholder.engaged_at:
        raise Refused(_("That they took part is recorded already."))
    stakeholder.engaged_at, stakeholder.how, stakeholder.engaged_by = clock.now(), how, by.key
    stakeholder.save(update_fields=["engaged_at", "how", "engaged_by"])
    diary.note(stakeholder.event, "engaged", by=by, body={"role": stakeholder.role, "how": how})
    facts.tell(stakeholder.event, by=by)


@transaction.atomic
def take_back(stakeholder: Stakeholder, *, why: str, by: Person) -> None:
    """Say that it was recorded by mistake: whoever said it, or who keeps the register."""
    _hold(stakeholder)
    access.require(by, "engage_stakeholder", stakeholder)
    if not stakeholder.engaged_at:
        raise Refused(_("That they took part is not recorded."))
    if not why.strip():
        raise Refused(_("Say why it is taken back."))
    require_nobody_named(stakeholder.event, tier_of(stakeholder.event), why)  # the diary keeps it, unsealed
    _forget_engagement(stakeholder)
    stakeholder.save(update_fields=["engaged_at", "how", "engaged_by"])
    diary.note(stakeholder.event, "took_back_engagement", by=by, why=why, body={"role": stakeholder.role})
    facts.tell(stakeholder.event, by=by)


@transaction.atomic
def release(event: Event, *, by: Person, confirmed_by: Person) -> None:
    """Let those go who did not take part, since two people found that the event needs no protocol."""
    turn.take()
    if is_theirs(by, confirmed_by.key):
        raise Refused(_("That no protocol is needed is signed by two different people."))
    left = event.risk_stakeholders.filter(engaged_at=None, released_at=None)
    roles = list(left.values_list("role", flat=True))
    if not roles:
        return
    left.update(released_at=clock.now(), released_by=by.key, confirmed_by=confirmed_by.key)
    body = {"roles": roles, "confirmed_by": confirmed_by.key}
    diary.note(event, "released_stakeholders", by=by, body=body)
    facts.tell(event, by=by)


def keep_registers(*, by: Actor = KEEPING) -> int:
    """Open those of events that became paid for, and tell of them: also where there is no triage."""
    for event in without_register():
        require(event, LIGHT, by=by)
    for event in (untold := list(untold_registers())):
        facts.tell(event, by=by)
    return len(untold)


def _hold(stakeholder: Stakeholder) -> None:
    """As it is now: whoever else would change it waits."""
    turn.take()
    stakeholder.refresh_from_db(from_queryset=Stakeholder.objects.select_for_update())


def _require_standing(stakeholder: Stakeholder) -> None:
    if stakeholder.released_at:
        raise Refused(_("This role is no longer asked for at this event."))


def _require_ahead(stakeholder: Stakeholder) -> None:
    """Who took part only once it was over has protected nobody, and is missed for good."""
    if is_over(stakeholder.event):
        raise Refused(_("This event is over: who had not taken part by then is missed."))


def _forget_engagement(stakeholder: Stakeholder) -> None:
    stakeholder.engaged_at, stakeholder.how, stakeholder.engaged_by = None, "", ""
