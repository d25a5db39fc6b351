"""How far a panel has come, and what its sheets amount to."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from thriving.kernel import access
from thriving.movement.models import Person
from thriving.programs.councils import ranking
from thriving.programs.councils.models import TOP, Call, Membership, Nomination, Panelist, Seat, Sheet
from thriving.programs.councils.queries.nominations import candidates_for
from thriving.programs.councils.queries.seats import fits, why_not_seated
from thriving.programs.councils.states.call import has_a_panel
from thriving.programs.councils.states.nomination import RESERVE, SELECTED, STANDING


@dataclass(frozen=True)
class Progress:
    """``missing``: who has still to give a sheet, by how many."""

    wanted: int
    given: int
    unread: int  # of the panel, who have not said yet with whom they have a conflict
    missing: dict[int, int]

    @property
    def is_whole(self) -> bool:
        return self.wanted > 0 and self.given == self.wanted and not self.unread


@dataclass(frozen=True)
class Ranked:
    nomination: Nomination
    sheets: list[Sheet]
    score: Decimal
    rank: int
    is_tied: bool
    seat: Seat | None  # which the order would give them


def judged(call: Call) -> QuerySet[Nomination]:
    """Who stands and may be read of; once the scores are open, of these whoever has been scored."""
    found = call.nominations.filter(state=STANDING, nominee__isnull=False)
    if call.revealed_at:
        found = found.filter(Exists(Sheet.objects.filter(nomination=OuterRef("pk"))))
    return access.within(None, "ready_to_be_read", found).select_related("nominee").order_by("pk")


def progress(call: Call) -> Progress:
    panel = list(call.panel.select_related("person"))
    wanted = _wanted(call, panel)
    given = set(Sheet.objects.filter(nomination__in=judged(call)).values_list("panelist", "nomination"))
    missing: dict[int, int] = {}
    for person, _nomination in wanted - given:
        missing[person] = missing.get(person, 0) + 1
    unread = sum(each.looked_on is None for each in panel)
    return Progress(len(wanted), len(wanted & given), unread, missing)


def _wanted(call: Call, panel: list[Panelist]) -> set[tuple[int, int]]:
    """Each of the panel judges each candidate with whom they have no conflict."""
    judges = {each.person_id for each in panel}
    found = judged(call).prefetch_related("recusals")
    return {
        (person, each.pk)
        for each in found
        for person in judges - {recusal.person_id for recusal in each.recusals.all()} - {each.nominator_id}
    }


def is_revealed(call: Call) -> bool:
    """Whether enough have given all their sheets: until then nobody reads another's, and then they stay."""
    if call.revealed_at:
        return True
    return progress(call).is_whole and has_a_panel(call) and not scored_by_too_few(call)


def scored_by_too_few(call: Call) -> int:
    """How many candidates."""
    return sum(each.sheets.count() < call.quorum for each in judged(call))


def ranked(call: Call) -> list[Ranked]:
    """In the order of their scores, with the seats that the order gives."""
    found = list(judged(call).prefetch_related("sheets"))
    weights = call.rubric.weights if call.rubric else {}
    scores = [_mean(each, weights) for each in found]
    places = ranking.ranks(scores)
    in_order = sorted(zip(places, scores, found, strict=True), key=lambda each: (each[0], each[2].pk))
    seats = list(call.seats.select_related("region"))
    given = ranking.seated([each for _rank, _score, each in in_order], seats, fits)
    return [
        Ranked(each, list(each.sheets.all()), score, rank, scores.count(score) > 1, given.get(each))
        for rank, score, each in in_order
    ]


def _mean(nomination: Nomination, weights: dict[str, int]) -> Decimal:
    scores = [ranking.score(each.points, weights, TOP) for each in nomination.sheets.all()]
    return ranking.mean(scores) if scores else Decimal()


def judges_all(person: Any, call: Call) -> bool:
    """Whether they have a conflict with none of the candidates: only such a one decides."""
    seen = candidates_for(person, call).values("pk")
    return not judged(call).exclude(pk__in=seen).exists()


def whose_turn(call: Call, seat: Seat) -> list[Nomination]:
    """Who may be given a seat now: whom the panel chose for it, until they stepped back or left.

    Then the next of the reserve whom it fits; several, where the panel put them at the same place.
    """
    decided = call.nominations.filter(nominee__isnull=False).select_related("call__council", "nominee")
    served = Membership.objects.filter(person=OuterRef("nominee"), term=call.term_id)
    if chosen := list(decided.filter(~Exists(served), state=SELECTED, place__seat=seat)):
        return chosen
    reserve = decided.filter(state=RESERVE).order_by("place__reserve", "place__rank")
    fitting = [each for each in reserve.select_related("place") if not why_not_seated(each, seat)]
    return [each for each in fitting if _in_reserve(each) == _in_reserve(fitting[0])]


def _in_reserve(nomination: Nomination) -> tuple[int | None, int]:
    return nomination.place.reserve, nomination.place.rank


def own_sheets(person: Person, call: Call) -> dict[int, Sheet]:
    return {each.nomination_id: each for each in Sheet.objects.filter(panelist=person, nomination__call=call)}
