"""How carefully to look at the risks of an event: answered by one; less care is signed by another."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, diary, turn
from thriving.movement.actions import Actor, Refused
from thriving.movement.models import Person
from thriving.movement.queries.accounts import is_theirs
from thriving.programs.events.models import Event
from thriving.programs.events.states.event import CANCELED
from thriving.safety.event_risk.actions import stakeholders
from thriving.safety.event_risk.actions.assessing import open_with, set_aside
from thriving.safety.event_risk.actions.holding import held_current, required, short
from thriving.safety.event_risk.actions.naming import require_nobody_named
from thriving.safety.event_risk.actions.raising import take_names_out
from thriving.safety.event_risk.material import material_of
from thriving.safety.event_risk.models import Triage
from thriving.safety.event_risk.queries import assessments, staleness
from thriving.safety.event_risk.queries.assessed import tier_of
from thriving.safety.event_risk.questionnaire import NEWEST, NONE, Answer, is_higher
from thriving.safety.event_risk.stakeholding import ENHANCED
from thriving.safety.event_risk.states.assessment import BEGUN_ANEW, HELD, WITH_REVIEWERS
from thriving.safety.event_risk.states.triage import DECLINED, PROPOSED, TRIAGE


@transaction.atomic
def answer(event: Event, answers: Mapping[str, str], *, by: Person, words: str = "") -> Triage:
    """Answer the questions. As much care as before, or more, holds at once; less waits for somebody else."""
    turn.take()
    _require_may_answer(by, event)
    _require_open(event)
    tier, said = NEWEST.tier(answers), short(words)
    require_nobody_named(event, tier, said)
    if tier == NONE:
        _require_nothing_was_found(event)
    triage = Triage.objects.create(
        event=event,
        number=event.risk_triages.count() + 1,
        questionnaire=NEWEST.version,
        answers=_whole(answers),
        tier=tier,
        material=material_of(event),
        state=_waiting_after(event),
        words=said,
        answered_at=clock.now(),
        answered_by=by.key,
    )
    if not _asks_for_less(triage):
        _stand(triage, by=by)
    diary.note(event, "answered_triage", by=by, body={"number": triage.number, "tier": triage.tier})
    return triage


@transaction.atomic
def sign_off(triage: Triage, *, by: Person) -> None:
    """Agree that this much care is enough. Never whoever answered, never an organizer of the event."""
    event = _hold(triage)
    access.require(by, "review_event_risk", event)
    if is_theirs(by, triage.answered_by):
        raise Refused(_("Somebody else than whoever answered signs."))
    _require_open(event)
    if triage.material != material_of(event):
        raise Refused(_("The event has changed since the questions were answered: they are answered anew."))
    triage.decided_at, triage.decided_by = clock.now(), by.key
    _stand(triage, by=by)
    diary.note(event, "signed_triage", by=by, body={"number": triage.number, "tier": triage.tier})


@transaction.atomic
def decline(triage: Triage, *, reason: str, by: Person) -> None:
    event = _hold(triage)
    access.require(by, "review_event_risk", event)
    triage.reason = required(reason, _("Say why you do not agree."))
    require_nobody_named(event, tier_of(event), triage.reason)
    TRIAGE.take(triage, "decline", decided_at=clock.now(), decided_by=by.key)
    triage.save(update_fields=["reason"])
    diary.note(event, "declined_triage", by=by, body={"number": triage.number})


@transaction.atomic
def ask_again(event: Event, *, by: Actor) -> bool:
    """Let no triage stand that was signed for an event, or a country, that is not as it was."""
    turn.take()
    standing = assessments.standing_triage(event)
    if standing is None or standing.tier != NONE or not staleness.is_outdated(standing, event):
        return False
    TRIAGE.take(standing, "replace")
    stakeholders.ask_again(event, by=by)
    open_with(event, "", by=by)
    diary.note(event, "asked_triage_again", by=by)
    return True


def _stand(triage: Triage, *, by: Person) -> None:
    event = triage.event
    if before := assessments.standing_triage(event):
        TRIAGE.take(before, "replace")
    values = {"decided_at": triage.decided_at, "decided_by": triage.decided_by}
    TRIAGE.take(triage, "stand", **values)
    if triage.tier == NONE:
        _require_nothing_was_found(event)
        stakeholders.release(event, by=_who_answered(triage), confirmed_by=by)
        set_aside(event, by=by)
    else:
        stakeholders.require(event, triage.tier, by=by)
        open_with(event, triage.tier, by=by)
        if triage.tier == ENHANCED:
            take_names_out(event, by=by)


def _require_nothing_was_found(event: Event) -> None:
    """What an assessment found, no triage makes undone. Of a canceled event nothing can happen any more."""
    current = held_current(event)
    if event.state != CANCELED and current is not None and current.state in (*HELD, *BEGUN_ANEW):
        raise Refused(_("Its risks were assessed already: where they changed, they are assessed anew."))


def _asks_for_less(triage: Triage) -> bool:
    standing = assessments.standing_triage(triage.event)
    return triage.tier == NONE or (standing is not None and is_higher(standing.tier, triage.tier))


def _waiting_after(event: Event) -> str:
    """The one that waits gives way to this one."""
    if waiting := assessments.waiting_triage(event):
        TRIAGE.take(waiting, "replace")
    return PROPOSED


def _whole(answers: Mapping[str, str]) -> dict[str, str]:
    said = {each.key: answers.get(each.key, "") for each in NEWEST.questions}
    if any(each not in Answer for each in said.values()):
        raise Refused(_("Answer every question; “not sure” is an answer too."))
    return said


def _require_may_answer(by: Person, event: Event) -> None:
    if not access.may(by, "review_event_risk", event):
        access.require(by, "write_event_risk", event)


def _require_open(event: Event) -> None:
    """Also of a canceled one: that nothing is left to look at is for two people to say."""
    if staleness.is_over(event) and not _was_none_in_time(event):
        raise Refused(_("This event is over, or canceled."))
    current = held_current(event)
    if event.state != CANCELED and current is not None and current.state in WITH_REVIEWERS:
        raise Refused(_("The assessment is being reviewed: how carefully to look is not changed meanwhile."))


def _was_none_in_time(event: Event) -> bool:
    """Two signed that it needs none, before it was over: they may say so again of what was told later."""
    signed = event.risk_triages.filter(tier=NONE, decided_at__lte=event.ends_at).exclude(state=DECLINED)
    return signed.exclude(decided_by="").exists()


def _who_answered(triage: Triage) -> Person:
    found = Person.objects.filter(key=triage.answered_by, is_active=True).first()
    if found is None:
        raise Refused(_("Whoever answered has left: the questions are answered anew."))
    return found


def _hold(triage: Triage) -> Event:
    turn.take()
    triage.refresh_from_db(from_queryset=Triage.objects.select_for_update())
    triage.event = Event.objects.get(pk=triage.event_id)
    return triage.event
