"""Two at the same moment, each on a connection of their own: one of them is served, and the other told."""

from __future__ import annotations

from tests import places
from tests.conftest import AtOnce, person
from tests.grants import world
from tests.grants.proposals import written

from thriving.grants.proposals import actions
from thriving.grants.proposals.models import Proposal, Step
from thriving.kernel.lifecycle import MoveRefused
from thriving.movement.actions import Refused
from thriving.movement.models import Person


def test_10_two_hand_in_at_once(at_once: AtOnce) -> None:
    ama, kofi = (person(name) for name in ("ama", "kofi"))
    made = whole(ama, kofi)

    def hand_in(by: Person) -> Proposal:
        return actions.submit(Proposal.objects.get(pk=made.pk), by=by)

    with written.on():
        answers = at_once(lambda: hand_in(ama), lambda: hand_in(kofi))
    assert sorted(type(each) for each in answers if isinstance(each, Exception)) == [MoveRefused]
    assert Step.objects.filter(move="submit").count() == 1


def test_10_two_officers_take_it_up_at_once(at_once: AtOnce) -> None:
    one = world.proposal(person("ama"))
    officers = [person(name, "grants_officer") for name in ("gita", "gus")]

    def screen(by: Person) -> None:
        actions.screen(Proposal.objects.get(pk=one.pk), by=by)

    answers = at_once(*(lambda by=by: screen(by) for by in officers))
    assert sum(isinstance(each, MoveRefused) for each in answers) == 1
    assert Step.objects.filter(move="screen").count() == 1


def test_10_two_write_the_same_draft_at_once(at_once: AtOnce) -> None:
    ama, kofi = (person(name) for name in ("ama", "kofi"))
    made = whole(ama, kofi)
    shown = made.revision

    def write(by: Person, amount: str) -> None:
        draft = Proposal.objects.get(pk=made.pk)
        actions.budget(draft, "USD", [written.line(amount)], revision=shown, by=by)

    answers = at_once(lambda: write(ama, "200"), lambda: write(kofi, "300"))
    assert sum(isinstance(each, Refused) for each in answers) == 1
    assert made.lines.count() == 1


def whole(ama: Person, kofi: Person) -> Proposal:
    places.few()
    made = written.whole(ama)
    world.together(made, kofi)
    actions.disclose(made, [], by=kofi)
    return made
