"""The panel says with whom it has a conflict, scores the others, and decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from thriving.kernel import access, clock, diary, turn
from thriving.movement.actions import Refused
from thriving.movement.actions.groups import clean
from thriving.movement.models import Person
from thriving.movement.spelling import line
from thriving.programs.councils import letters, ranking
from thriving.programs.councils.actions.naming import require_no_names
from thriving.programs.councils.models import (
    TOP,
    Call,
    Decision,
    Nomination,
    Panelist,
    Place,
    Recusal,
    Seat,
    Sheet,
)
from thriving.programs.councils.queries.seats import why_not_in
from thriving.programs.councils.queries.selection import (
    Ranked,
    is_revealed,
    judged,
    judges_all,
    progress,
    ranked,
    scored_by_too_few,
)
from thriving.programs.councils.states.call import CALL, SCORING
from thriving.programs.councils.states.nomination import NOMINATION, STANDING

ONLY_THE_PANEL_DEPARTS = gettext_lazy("Only somebody of the panel may depart from the order of the scores.")
LONGEST_NOTE, LONGEST_REASON, LONGEST_WHY = 2_000, 4_000, 500


@dataclass(frozen=True)
class Chosen:
    """What becomes of one candidate: a seat, or a place in the order of the reserve, or neither."""

    seat: Seat | None = None
    reserve: int | None = None


@transaction.atomic
def say_conflicts(call: Call, found: Mapping[str, str], *, by: Person) -> None:
    """Once, before reading: with whom one has a conflict, by their keys, and why; or with nobody."""
    panelist = _panelist(call, by)
    for nomination in judged(call).filter(key__in=found):
        _keep_away(nomination, by, found[nomination.key])
    Panelist.objects.filter(pk=panelist.pk).update(looked_on=clock.today())
    open_scores(call)
    diary.note(call.council, "said_conflicts", by=by, body={"call": call.number, "count": len(found)})


@transaction.atomic
def recuse(nomination: Nomination, why: str, *, by: Person) -> None:
    """From now on nothing of this candidate is shown to them.

    What they gave does not count either, unless all have seen it: an opinion is not changed by leaving.
    """
    call = nomination.call
    _take_turn(call)
    access.require(by, "see_candidate", nomination)
    if nomination.state != STANDING:
        raise Refused(_("This has been decided."))
    _keep_away(nomination, by, why)
    diary.note(nomination, "recused", by=by)
    open_scores(call)


def _keep_away(nomination: Nomination, person: Person, why: str) -> None:
    stays = is_revealed(nomination.call)
    Recusal.objects.get_or_create(
        nomination=nomination,
        person=person,
        defaults={"why": line(why)[:LONGEST_WHY], "declared_at": clock.now()},
    )
    if not stays:
        Sheet.objects.filter(nomination=nomination, panelist=person).delete()


def open_scores(call: Call) -> None:
    """Once all have given theirs; nothing that comes later closes them again, or changes one."""
    if call.state == SCORING and call.revealed_at is None and is_revealed(call):
        call.revealed_at = clock.now()
        call.save(update_fields=["revealed_at"])


@transaction.atomic
def score(nomination: Nomination, points: Mapping[str, int], note: str, *, by: Person) -> Sheet:
    """Give a sheet, or another one until all have given theirs."""
    call = nomination.call
    _panelist(call, by)
    access.require(by, "score_candidate", nomination)
    if is_revealed(call):
        raise Refused(_("All have scored, and the scores are open: they stay as they are."))
    weights = call.rubric.weights if call.rubric else {}
    if set(points) != set(weights) or not all(0 <= each <= TOP for each in points.values()):
        raise Refused(_("Give each criterion from 0 to %(count)d points.") % {"count": TOP})
    if len(note) > LONGEST_NOTE:
        raise Refused(_("This text has at most %(count)d characters.") % {"count": LONGEST_NOTE})
    said = {"points": dict(points), "note": clean(note), "given_at": clock.now()}
    sheet, _new = Sheet.objects.update_or_create(nomination=nomination, panelist=by, defaults=said)
    diary.note(nomination, "scored", by=by)
    open_scores(call)
    return sheet


@transaction.atomic
def decide(call: Call, chosen: Mapping[str, Chosen], reason: str, *, by: Person) -> Decision:
    """Say of every candidate, by their key, what becomes of them; and why, for everybody to read."""
    _panelist_or_owner(call, by)
    if not clean(reason) or len(reason) > LONGEST_REASON:
        raise Refused(_("Say why the panel chose so. Everybody reads it: name nobody in it."))
    require_no_names(call.council, reason)
    if sentence := why_not_yet(call, by):
        raise Refused(sentence)
    order = ranked(call)
    _require_whole(call, order, chosen)
    if departs(order, chosen) and not access.may(by, "judge_call", call):
        raise Refused(ONLY_THE_PANEL_DEPARTS)
    CALL.take(call, "decide", ended_on=clock.today())
    decision = Decision.objects.create(
        call=call,
        reason=clean(reason),
        candidates=len(order),
        ties=sum(each.is_tied for each in order),
        decided_at=clock.now(),
        decided_by=by.key,
    )
    for each in order:
        _place(each, chosen[each.nomination.key])
    _pass_over_the_rest(call)
    diary.note(call.council, "decided_call", by=by, body={"call": call.number})
    return decision


def why_not_yet(call: Call, by: Person) -> str:
    """What is still missing before a decision; empty where nothing is."""
    done = progress(call)
    if not done.wanted:
        return _("Nobody stands yet who may be judged.")
    if not call.revealed_at and not done.is_whole:
        return _("Not all of the panel have given all of their scores yet.")
    if not judges_all(by, call):
        return _("You have a conflict with one of the candidates: somebody without one decides.")
    if few := 0 if call.revealed_at else scored_by_too_few(call):
        return ngettext(
            "One candidate has been scored by too few. Name somebody more for the panel.",
            "%(count)d candidates have been scored by too few. Name somebody more for the panel.",
            few,
        ) % {"count": few}
    if not is_revealed(call):
        return _("The panel needs at least three people, and as many as must score each candidate.")
    return ""


def departs(order: list[Ranked], chosen: Mapping[str, Chosen]) -> bool:
    """Whether others are seated than scores and seats would have it, or the reserve has another order.

    To choose between equals is none, nor which of the seats that fit somebody gets.
    """
    told = [(each, chosen[each.nomination.key]) for each in order]
    seated = [each.rank for each, choice in told if choice.seat]
    rest = [(each.rank, choice.reserve or inf) for each, choice in told if not choice.seat]
    return seated != [each.rank for each in order if each.seat] or not ranking.keeps_order(rest)


def _require_whole(call: Call, order: list[Ranked], chosen: Mapping[str, Chosen]) -> None:
    candidates = {each.nomination.key: each.nomination for each in order}
    if set(candidates) != set(chosen):
        raise Refused(_("The candidates have changed since you opened this page. Look at them again."))
    seats = [each.seat for each in chosen.values() if each.seat]
    if len({seat.pk for seat in seats}) < len(seats):
        raise Refused(_("Two candidates cannot have one seat."))
    offered = set(call.seats.values_list("pk", flat=True))
    for key, choice in chosen.items():
        if choice.seat is None:
            continue
        if choice.seat.pk not in offered:
            raise Refused(_("This seat is not offered by the call."))
        if sentence := why_not_in(candidates[key], choice.seat):
            raise Refused(f"{candidates[key].shown_name}: {sentence}")


def _place(each: Ranked, choice: Chosen) -> None:
    nomination = each.nomination
    Place.objects.create(
        nomination=nomination,
        score=each.score,
        rank=each.rank,
        seat=choice.seat,
        reserve=None if choice.seat else choice.reserve,
    )
    move = "select" if choice.seat else "keep" if choice.reserve else "pass_over"
    NOMINATION.take(nomination, move)
    if nomination.nominee:
        letters.tell_decided(nomination, nomination.nominee)


def _pass_over_the_rest(call: Call) -> None:
    """Whose age or consent was not settled in time."""
    for nomination in call.nominations.filter(state=STANDING).select_related("nominee"):
        NOMINATION.take(nomination, "pass_over")
        if nomination.nominee:
            letters.tell_decided(nomination, nomination.nominee)


def _panelist(call: Call, by: Person) -> Panelist:
    _take_turn(call)
    access.require(by, "judge_call", call)
    if call.state != SCORING:
        raise Refused(_("The panel reads and scores between the last day of the call and the decision."))
    return Panelist.objects.get(call=call, person=by)


def _panelist_or_owner(call: Call, by: Person) -> None:
    _take_turn(call)
    access.require(by, "decide_call", call)


def _take_turn(call: Call) -> None:
    turn.take()
    call.refresh_from_db(from_queryset=Call.objects.select_for_update(of=("self",)))
