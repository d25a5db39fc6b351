"""What mentors and newcomers may do, and what is refused."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from tests.conftest import AtOnce, person
from tests.programs.mentoring import world

from thriving.evidence.models import Fact
from thriving.kernel import clock
from thriving.kernel.lifecycle import MoveRefused
from thriving.kernel.models import Mail
from thriving.movement import actions as movement
from thriving.movement.actions import Refused
from thriving.movement.models import Audience
from thriving.programs.mentoring import actions, facts, queries, tasks
from thriving.programs.mentoring.models import Letter, Offer, Outcome, Pair, Side, Wish

pytestmark = pytest.mark.django_db


def consistent() -> bool:
    """Whether the pairs would say today what the ledger holds of them."""
    told = {each.natural_key for statements in facts.STATEMENTS.values() for each in statements()}
    kept = Fact.objects.filter(kind__in=facts.STATEMENTS, superseded_number=None)
    return told == set(kept.values_list("natural_key", flat=True))


def judged() -> list[str]:
    found = Fact.objects.filter(kind="mentoring.answer_judged", superseded_number=None)
    return [fact.dimensions["kept"] for fact in found]


def in_days(days: int) -> Any:
    return clock.stopped_at(clock.now() + timedelta(days=days))


@pytest.mark.parametrize(
    "otherwise",
    [
        {"skills": ()},
        {"skills": ("juggling",)},
        {"languages": ()},
        {"languages": ("tlh",)},
        {"hours": 0},
        {"hours": 61},
        {"capacity": 0},
        {"capacity": 21},
        {"utc_offset": 15},
        {"until": clock.today() - timedelta(days=1)},
        {"until": clock.today() + timedelta(days=400)},
    ],
)
def test_an_offer_that_makes_no_sense_is_refused(otherwise: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        world.mentor(**otherwise)
    assert not Offer.objects.exists()


def test_told_anew_it_is_one_offer() -> None:
    world.mentor()
    world.mentor(hours=9)
    assert Offer.objects.get().hours == 9


def test_offers_are_for_those_who_ask() -> None:
    offer = world.mentor()
    wish = world.newcomer()
    assert list(queries.offers_for(wish.person)) == [offer]
    for somebody in (person("otto"), person("omar", "operator"), offer.person):
        assert not queries.offers_for(somebody)
    actions.move(wish, "pause", by=wish.person)
    assert not queries.offers_for(wish.person)


@pytest.mark.parametrize("move", ["pause", "end"])
def test_a_paused_offer_is_not_proposed(move: str) -> None:
    offer, wish = world.mentor(), world.newcomer()
    actions.move(offer, move, by=offer.person)
    assert not queries.offers_for(wish.person)
    with pytest.raises(PermissionDenied):
        actions.ask_mentor(offer, by=wish.person)


def test_an_offer_is_over_after_its_last_day() -> None:
    world.mentor(until=clock.today())
    wish = world.newcomer()
    assert queries.offers_for(wish.person)
    with in_days(1):
        assert not queries.offers_for(wish.person)


@pytest.mark.parametrize("audience", [Audience.SELF, Audience.NEED])
def test_who_hides_what_they_offer_is_not_found(audience: Audience) -> None:
    offer, wish = world.mentor(), world.newcomer()
    offer.person.offers_shown_to = audience
    offer.person.save()
    assert not queries.offers_for(wish.person)


def test_languages_that_are_hidden_are_not_told() -> None:
    offer, wish = world.mentor(), world.newcomer()
    assert queries.offers_for(wish.person).get().shows_languages  # type: ignore[attr-defined]  # annotated
    offer.person.languages_shown_to = Audience.SELF
    offer.person.save()
    assert not queries.offers_for(wish.person).get().shows_languages  # type: ignore[attr-defined]  # annotated


def test_both_agree() -> None:
    pair = world.asked()
    for somebody in (world.newcomer_of(pair), person("otto")):
        with pytest.raises(PermissionDenied):
            actions.accept(pair, by=somebody)
    actions.accept(pair, by=world.mentor_of(pair))
    assert pair.is_agreed
    assert judged() == ["yes"]
    assert consistent()


def test_nobody_asks_the_same_mentor_twice() -> None:
    pair = world.asked()
    actions.decline(pair, by=world.mentor_of(pair))
    assert not queries.offers_for(world.newcomer_of(pair))
    with pytest.raises(PermissionDenied):
        actions.ask_mentor(Offer.objects.get(), by=world.newcomer_of(pair))
    with pytest.raises(IntegrityError), transaction.atomic():
        Pair.objects.create(
            mentor=pair.mentor, newcomer=pair.newcomer, asked_at=clock.now(), due_on=clock.today()
        )


@pytest.mark.parametrize("by_mentor", [True, False])
def test_blocked_is_blocked_both_ways(*, by_mentor: bool) -> None:
    """The newcomer of one pair and its mentor are not proposed to each other the other way round either."""
    pair = world.agreed()
    actions.block(pair, by=world.mentor_of(pair) if by_mentor else world.newcomer_of(pair))
    assert pair.state == "ended"
    world.newcomer("mara")
    world.mentor("nuno")
    assert not queries.offers_for(world.mentor_of(pair))
    assert not queries.offers_for(world.newcomer_of(pair))


@pytest.mark.parametrize("side", list(Side))
def test_who_has_parted_reads_no_lines_of_the_other(side: Side) -> None:
    pair = world.agreed()
    reader = world.mentor_of(pair) if side == Side.MENTOR else world.newcomer_of(pair)
    assert queries.lines_behind(pair, side, reader)
    actions.end(pair, by=reader)
    assert queries.lines_behind(pair, side, reader) is None


def test_three_requests_wait_at_most() -> None:
    wish = world.newcomer()
    for name in ("ama", "bea", "cem"):
        world.asked(world.mentor(name), wish)
    with pytest.raises(Refused, match="withdraw"):
        world.asked(world.mentor("dov"), wish)
    actions.withdraw(Pair.objects.latest("pk"), by=wish.person)
    world.asked(world.mentor("dov"), wish)


def test_a_full_mentor_is_not_proposed_and_accepts_nobody() -> None:
    offer = world.mentor()
    waiting = world.asked(offer, world.newcomer("nia"))
    pair = world.agreed(offer)
    assert not queries.offers_for(world.newcomer("nele").person)
    with pytest.raises(Refused, match="no more newcomers"):
        actions.accept(waiting, by=offer.person)
    actions.end(pair, by=offer.person)
    actions.accept(waiting, by=offer.person)


def test_of_two_accepted_at_once_one_comes_in(at_once: AtOnce) -> None:
    offer = world.mentor()
    keys = [world.asked(offer, world.newcomer(name)).key for name in ("nia", "nele", "nuno")]
    outcomes = at_once(
        *(lambda key=key: actions.accept(Pair.objects.get(key=key), by=offer.person) for key in keys)
    )
    assert outcomes.count(None) == 1
    assert sum(isinstance(each, Refused) for each in outcomes) == 2
    assert Pair.objects.filter(state="accepted").count() == 1
    assert consistent()


def test_a_week_without_an_answer_is_counted() -> None:
    pair = world.asked()
    with in_days(7):
        assert actions.judge_answers("tests") == 0
    with in_days(8):
        tasks.judge_answers_of_mentors()
        assert actions.judge_answers("tests") == 0
        pair.refresh_from_db()
        actions.accept(pair, by=world.mentor_of(pair))
    assert judged() == ["no"]
    assert consistent()


def test_withdrawn_in_time_nobody_was_slow() -> None:
    pair = world.asked()
    actions.withdraw(pair, by=world.newcomer_of(pair))
    with in_days(30):
        assert actions.judge_answers("tests") == 0


def test_notes_are_between_the_two() -> None:
    pair = world.asked()
    with pytest.raises(PermissionDenied):
        actions.write(pair, "Hello", by=world.mentor_of(pair))
    actions.accept(pair, by=world.mentor_of(pair))
    actions.write(pair, "Hello", by=world.mentor_of(pair))
    with pytest.raises(PermissionDenied):
        actions.write(pair, "Hello", by=person("otto"))
    for words in ("", " \u200b ", "x" * 2_001):
        with pytest.raises(Refused):
            actions.write(pair, words, by=world.newcomer_of(pair))
    actions.take_back(pair, Letter.objects.get().pk, by=world.newcomer_of(pair))
    assert Letter.objects.exists()  # it was the mentor's
    actions.take_back(pair, Letter.objects.get().pk, by=world.mentor_of(pair))
    assert not Letter.objects.exists()


def test_letters_tell_no_names_and_no_words() -> None:
    offer = world.mentor(words="I sleep at the blue house")
    offer.person.email = "mara@example.org"
    offer.person.save()
    pair = world.agreed(offer)
    actions.write(pair, "Meet me at the blue house", by=world.newcomer_of(pair))
    letters = "".join(mail.subject + mail.text for mail in Mail.objects.all())
    assert Mail.objects.count() == 2
    assert "blue house" not in letters
    assert "Nuno" not in letters


def test_after_sixty_days_both_are_asked_once() -> None:
    pair = world.agreed()
    with in_days(59):
        assert actions.ask_what_came("tests") == 0
    with in_days(60):
        tasks.ask_what_came_of_mentoring()
        assert actions.ask_what_came("tests") == 0
        mine, theirs = (
            queries.to_tell(each).get() for each in (world.mentor_of(pair), world.newcomer_of(pair))
        )
        with pytest.raises(PermissionDenied):
            actions.tell_outcome(mine, "helped", by=world.newcomer_of(pair))
        with pytest.raises(Refused):
            actions.tell_outcome(theirs, "stopped", by=world.newcomer_of(pair))
        with pytest.raises(Refused):
            actions.tell_outcome(theirs, "great", by=world.newcomer_of(pair))
        actions.tell_outcome(mine, "helped", by=world.mentor_of(pair))
        actions.tell_outcome(theirs, "stopped", why="I moved.", by=world.newcomer_of(pair))
        with pytest.raises(PermissionDenied):
            actions.tell_outcome(mine, "not", by=world.mentor_of(pair))
    told = Fact.objects.filter(kind="mentoring.outcome", superseded_number=None).order_by("number")
    assert [(fact.subject, fact.dimensions) for fact in told] == [
        (world.mentor_of(pair).key, {"side": "mentor", "outcome": "helped"}),
        (world.newcomer_of(pair).key, {"side": "newcomer", "outcome": "stopped"}),
    ]
    assert consistent()


def test_whoever_leaves_takes_their_words() -> None:
    pair = world.agreed()
    actions.write(pair, "Hello", by=world.newcomer_of(pair))
    with in_days(60):
        actions.ask_what_came("tests")
        actions.tell_outcome(
            queries.to_tell(pair.newcomer).get(), "not", why="It was far.", by=world.newcomer_of(pair)
        )
    movement.leave(world.newcomer_of(pair), by=world.newcomer_of(pair))
    pair.refresh_from_db()
    assert (pair.state, pair.newcomer) == ("ended", None)
    assert not Wish.objects.exists()
    assert not Letter.objects.exists()
    assert Outcome.objects.get(side="newcomer").why == ""
    assert consistent()


def test_others_move_nothing() -> None:
    offer = world.mentor()
    with pytest.raises(PermissionDenied):
        actions.move(offer, "end", by=person("otto"))
    with pytest.raises(MoveRefused):
        actions.move(offer, "resume", by=offer.person)
