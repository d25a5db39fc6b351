"""A panel judges blind, keeps away from those it is too close to, and decides in the open."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from tests.conftest import Cast, person
from tests.programs.councils import calls as world_of_calls
from tests.programs.councils import world
from tests.programs.councils.calls import AFTER, FULL, HALF, score

from thriving.kernel import access
from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.programs.councils import ranking
from thriving.programs.councils.actions import calls, seats, selecting
from thriving.programs.councils.actions.selecting import Chosen
from thriving.programs.councils.models import Call, Membership, Nomination, Place
from thriving.programs.councils.queries.nominations import candidates_for
from thriving.programs.councils.queries.selection import is_revealed, ranked

pytestmark = pytest.mark.django_db


@pytest.fixture
def candidates(cast: Cast) -> list[Nomination]:
    """Three who stand for two seats of Lina's council."""
    call = world_of_calls.opened(cast.lead, seats=2)
    return [world_of_calls.stands(call, person(name)) for name in ("ada", "bo", "cy")]


@pytest.fixture
def judges(cast: Cast, candidates: list[Nomination]) -> list[Person]:
    return world_of_calls.handed_over(candidates[0].call, cast.lead)


def scored(candidates: list[Nomination], judges: list[Person], *points: tuple[int, int]) -> Call:
    with world.on(AFTER):
        for nomination, given in zip(candidates, points, strict=True):
            for judge in judges:
                score(nomination, judge, given)
    return candidates[0].call


def decide(call: Call, by: Person, chosen: Mapping[str, Chosen]) -> None:
    with world.on(AFTER):
        selecting.decide(call, chosen, "Two of the three live at the river.", by=by)


def proposed(call: Call) -> dict[str, Chosen]:
    return {each.nomination.key: Chosen(each.seat, None if each.seat else 1) for each in ranked(call)}


def test_scores_are_open_once_all_have_scored(candidates: list[Nomination], judges: list[Person]) -> None:
    call = scored(candidates, judges[:2], FULL, HALF, HALF)
    assert not is_revealed(call)
    scored(candidates, judges[2:], FULL, HALF, HALF)
    assert is_revealed(call)
    with world.on(AFTER), pytest.raises(Refused, match="they stay as they are"):
        score(candidates[0], judges[0], HALF)


def test_what_all_have_seen_nobody_changes(
    cast: Cast, candidates: list[Nomination], judges: list[Person]
) -> None:
    """Neither a judge more, nor one less, nor a late conflict opens the scores for another round."""
    call = scored(candidates, judges, FULL, HALF, HALF)
    before = [each.score for each in ranked(call)]
    with world.on(AFTER):
        with pytest.raises(Refused, match="they stay as they are"):
            calls.name_panelist(call, person("judge-x"), by=cast.lead)
        with pytest.raises(Refused, match="they stay as they are"):
            calls.release_panelist(call.panel.get(person=judges[1]), by=cast.lead)
        selecting.recuse(candidates[0], "We are cousins.", by=judges[0])
        assert candidates[0] not in candidates_for(judges[0], call)
    assert [each.score for each in ranked(call)] == before


def test_a_panel_that_shrank_opens_nothing(
    cast: Cast, candidates: list[Nomination], judges: list[Person]
) -> None:
    call = scored(candidates, judges[:2], FULL, HALF, HALF)
    with world.on(AFTER):
        calls.release_panelist(call.panel.get(person=judges[2]), by=cast.lead)
        assert not is_revealed(call)
        assert "at least three people" in selecting.why_not_yet(call, cast.lead)


def test_seats_follow_the_order_and_ties_are_said(
    cast: Cast, candidates: list[Nomination], judges: list[Person]
) -> None:
    call = scored(candidates, judges, HALF, FULL, HALF)
    order = ranked(call)
    assert [(each.nomination.shown_name, each.rank, each.is_tied) for each in order] == [
        ("Bo", 1, False),
        ("Ada", 2, True),
        ("Cy", 2, True),
    ]
    assert [bool(each.seat) for each in order] == [True, True, False]
    decide(call, cast.lead, proposed(call))
    call.refresh_from_db()
    assert call.state == "decided"
    assert call.decision.ties == 2
    assert [each.state for each in call.nominations.order_by("pk")] == ["selected", "selected", "reserve"]


def test_who_has_a_conflict_sees_and_scores_nothing(
    cast: Cast, candidates: list[Nomination], judges: list[Person]
) -> None:
    ada = candidates[0]
    with world.on(AFTER):
        score(ada, judges[0])
        selecting.recuse(ada, "We are cousins.", by=judges[0])
        assert list(candidates_for(judges[0], ada.call)) == candidates[1:]
        with pytest.raises(PermissionDenied):
            score(ada, judges[0])
    assert not ada.sheets.exists()
    with world.on(AFTER):
        for judge in judges:
            for each in candidates_for(judge, ada.call):
                score(each, judge)
        assert "somebody without one decides" in selecting.why_not_yet(ada.call, judges[0])


def test_a_candidate_whom_too_few_can_judge_holds_the_decision(
    cast: Cast, candidates: list[Nomination], judges: list[Person]
) -> None:
    with world.on(AFTER):
        for judge in judges[:2]:
            selecting.recuse(candidates[0], "", by=judge)
        for judge in judges:
            for each in candidates_for(judge, candidates[0].call):
                score(each, judge)
        assert "scored by too few" in selecting.why_not_yet(candidates[0].call, cast.lead)


def test_who_proposed_somebody_does_not_judge_them(
    candidates: list[Nomination], judges: list[Person]
) -> None:
    Nomination.objects.filter(pk=candidates[0].pk).update(nominator=judges[0])
    assert candidates[0] not in candidates_for(judges[0], candidates[0].call)


def test_naming_a_judge_tells_no_nominator_that_somebody_stands(
    cast: Cast, candidates: list[Nomination], client: Client
) -> None:
    ada, call = candidates[0].nominee, candidates[0].call
    assert ada
    client.force_login(cast.lead)
    panel = "/councils/river/calls/1/panel/"
    with world.on(AFTER):
        assert "Who stands does not judge." in client.post(panel, {"who": ada.username}).content.decode()
        Nomination.objects.filter(nominee=ada).update(nominator=cast.lead)
        assert client.post(panel, {"who": ada.username}).status_code == 302
        assert not access.may(ada, "judge_call", call)


def test_whom_one_proposed_is_not_among_those_one_may_be_close_to(
    cast: Cast, candidates: list[Nomination], client: Client
) -> None:
    call = candidates[0].call
    with world.on(AFTER):
        judges = world_of_calls.panel(call, cast.lead)
        calls.hand_over(call, by=cast.lead)
        Nomination.objects.filter(pk=candidates[0].pk).update(nominator=judges[0])
        client.force_login(judges[0])
        page = client.get("/councils/river/calls/1/conflicts/").content.decode()
    assert "I am too close to Bo" in page
    assert "Ada" not in page


def test_nobody_judges_before_saying_with_whom_they_have_a_conflict(
    cast: Cast, candidates: list[Nomination]
) -> None:
    call = candidates[0].call
    with world.on(AFTER):
        judges = world_of_calls.panel(call, cast.lead)
        calls.hand_over(call, by=cast.lead)
        assert not candidates_for(judges[0], call).exists()
        selecting.say_conflicts(call, {candidates[1].key: "We work together."}, by=judges[0])
        assert list(candidates_for(judges[0], call)) == [candidates[0], candidates[2]]


def test_a_panel_of_two_is_none(cast: Cast, candidates: list[Nomination]) -> None:
    call = candidates[0].call
    with world.on(AFTER):
        world_of_calls.panel(call, cast.lead, count=2)
        with pytest.raises(Exception, match="at least three"):
            calls.hand_over(call, by=cast.lead)


def test_only_the_panel_departs_from_its_order(
    cast: Cast, candidates: list[Nomination], judges: list[Person]
) -> None:
    """Whoever runs the call may break a tie; another choice than the scores' is for who gave them."""
    call = scored(candidates, judges, FULL, HALF, HALF)
    ada, bo, cy = (each.key for each in candidates)
    first, second = call.seats.all()
    other_of_equals = {ada: Chosen(first), bo: Chosen(reserve=1), cy: Chosen(second)}
    assert not selecting.departs(ranked(call), other_of_equals)
    without_the_best = {ada: Chosen(reserve=1), bo: Chosen(first), cy: Chosen(second)}
    with pytest.raises(Refused, match="Only somebody of the panel"):
        decide(call, cast.lead, without_the_best)
    decide(call, judges[0], without_the_best)
    assert call.decision.decided_by == judges[0].key


def test_the_reserve_is_in_the_order_of_the_scores() -> None:
    assert ranking.keeps_order([(1, 1), (2, 2), (2, 1)])
    assert not ranking.keeps_order([(1, 2), (2, 1)])


def test_two_candidates_cannot_have_one_seat(
    cast: Cast, candidates: list[Nomination], judges: list[Person]
) -> None:
    call = scored(candidates, judges, FULL, FULL, FULL)
    one = call.seats.first()
    chosen = {each.key: Chosen(seat=one) for each in candidates}
    with pytest.raises(Refused, match="cannot have one seat"):
        decide(call, cast.lead, chosen)
    assert call.nominations.filter(state="standing").count() == 3


def test_a_seat_is_given_to_who_was_selected_once(
    cast: Cast, candidates: list[Nomination], judges: list[Person]
) -> None:
    call = scored(candidates, judges, FULL, HALF, HALF)
    decide(call, cast.lead, proposed(call))
    first, second = (Place.objects.get(nomination=each).seat for each in candidates[:2])
    assert first
    assert second
    with world.on(AFTER):
        seats.give_seat(candidates[0], first, by=cast.lead)
        for nomination, seat in ((candidates[1], first), (candidates[0], second), (candidates[2], second)):
            with pytest.raises(Refused, match="goes to somebody else"):
                seats.give_seat(nomination, seat, by=cast.lead)
    assert Membership.objects.count() == 1


def test_the_reserve_gets_what_was_given_up_in_its_order(
    cast: Cast, candidates: list[Nomination], client: Client
) -> None:
    ada, bo, cy = candidates
    seat = ada.call.seats.get(number=1)
    world_of_calls.decided(ada, seat)
    world_of_calls.decided(bo, None, reserve=2)
    world_of_calls.decided(cy, None, reserve=1)
    client.force_login(cast.lead)

    def give(nomination: Nomination) -> int:
        page = f"/councils/river/calls/1/candidates/{nomination.key}/seats/{seat.number}/"
        return client.post(page).status_code

    with world.on(AFTER):
        assert [give(bo), give(cy)] == [404, 404]  # it is Ada's
        seats.give_seat(ada, seat, by=cast.lead)
        seats.change(Membership.objects.get(), "resign", by=Person.objects.get(username="ada"))
        assert [give(ada), give(bo), give(cy)] == [404, 404, 302]
    assert [each.shown_name for each in Membership.objects.filter(state="active")] == ["Cy"]


def test_who_proposed_somebody_gives_them_no_seat(cast: Cast, candidates: list[Nomination]) -> None:
    ada = candidates[0]
    seat = ada.call.seats.get(number=1)
    world_of_calls.decided(ada, seat)
    Nomination.objects.filter(pk=ada.pk).update(nominator=cast.lead)
    with world.on(AFTER), pytest.raises(PermissionDenied):
        seats.give_seat(ada, seat, by=cast.lead)
