"""Whatever anybody tries, in any order: two pairs of eyes, clocks that only run on, and an honest count."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from tests.conftest import person
from tests.safety.crisis import world
from tests.safety.crisis.world import DAY, HOUR, MONDAY, WHY, answers

from thriving.evidence.derivations import derivations
from thriving.evidence.models import Fact
from thriving.kernel import clock
from thriving.kernel.lifecycle import MoveRefused
from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.safety.crisis.actions import (
    answering,
    clocks,
    counting,
    deciding,
    grading,
    linking,
    reviewing,
)
from thriving.safety.crisis.clocks import OF_THE_ANSWER
from thriving.safety.crisis.models import AWAITED, Clock, Crisis, Decision, Duty, Part
from thriving.safety.crisis.states import HOLDS_ITS_NAME

OFFICERS, MANAGERS, STRANGER = ("odile", "omid", "ona"), ("mona", "milo"), "vera"
anybody = st.sampled_from((*OFFICERS, *MANAGERS, STRANGER))
officers = st.sampled_from((*OFFICERS, *MANAGERS))
said = st.sampled_from(({}, {"harm": "unsure"}, {"blocked": "yes"}, {"discretion": "yes"}))
SIMPLE: dict[str, Callable[[Crisis, Person], object]] = {
    "take up": lambda crisis, by: deciding.take_up(crisis, by=by),
    "agree": lambda crisis, by: deciding.read(crisis.decisions.latest("number"), agrees=True, by=by),
    "contest": lambda crisis, by: deciding.read(
        crisis.decisions.latest("number"), agrees=False, objection=WHY, by=by
    ),
    "activate": lambda crisis, by: answering.activate(crisis, by=by),
    "reached": lambda crisis, by: answering.say_done(crisis, "contact", by=by),
    "briefed": lambda crisis, by: answering.say_done(crisis, "brief", by=by),
    "report": lambda crisis, by: answering.report(crisis, WHY, by=by),
    "graver": lambda crisis, by: grading.raise_severity(crisis, 1, reason=WHY, by=by),
    "lesser": lambda crisis, by: grading.find_less_grave(
        crisis, answers(discretion="yes"), reason=WHY, by=by
    ),
    "link": lambda crisis, by: linking.link(crisis, other_than(crisis), reason=WHY, by=by),
    "turn the other down": lambda crisis, by: deciding.turn_down(
        other_than(crisis), answers(), reason=WHY, by=by
    ),
    "steady": lambda crisis, by: answering.move(crisis, "steady", by=by),
    "watch": lambda crisis, by: answering.move(crisis, "watch", by=by),
    "stand down": lambda crisis, by: answering.stand_down(crisis, by=by),
    "reopen": lambda crisis, by: answering.reopen(crisis, by=by),
    "call review": lambda crisis, by: reviewing.call(crisis, by=by),
    "hold review": lambda crisis, by: reviewing.held(crisis, WHY, by=by),
    "add action": lambda crisis, by: reviewing.add_action(
        crisis, WHY, owner=by, due_on=clock.today() + DAY, by=by
    ),
    "hand in": lambda crisis, by: reviewing.hand_in(crisis, by=by),
    "accept": lambda crisis, by: reviewing.accept(crisis, by=by),
    "do": lambda crisis, by: reviewing.do(crisis.actions.latest("number"), by=by),
    "close": lambda crisis, by: reviewing.close(crisis, by=by),
}


def other_than(crisis: Crisis) -> Crisis:
    return Crisis.objects.exclude(pk=crisis.pk).get()


STARTS: dict[str, Callable[[Any, Person], Crisis]] = {
    "raised": lambda _team, _boss: world.raised(),
    "turned down": lambda team, _boss: world.turned_down(team[0]),
    "qualified": lambda team, _boss: world.qualified(team[0]),
    "activated": world.activated,
    "answered": world.answered,
    "stood down": world.stood_down,
}
FORWARD = ("activate", "steady", "watch", "stand down", "call review", "hold review", "add action")
AFTER = (*FORWARD, "hand in", "accept", "do", "close")


class Answering(RuleBasedStateMachine):
    """Three officers, two managers, and Vera, who has no role."""

    def __init__(self) -> None:
        super().__init__()
        self.now = MONDAY
        self.due: dict[int, Any] = {}
        self.around = ExitStack()
        self.around.enter_context(transaction.atomic())
        self.around.callback(transaction.set_rollback, True)  # noqa: FBT003 -- Django's own

    @initialize(start=st.sampled_from(sorted(STARTS)))
    def begin(self, start: str) -> None:
        self.people = {name: world.officer(name) for name in OFFICERS}
        self.people |= {name: world.manager(name) for name in MANAGERS} | {STRANGER: person(STRANGER)}
        with world.at(self.now):
            self.playbook = world.playbook(self.people["mona"], self.people["omid"])
        world.taken_up(self.people["mona"], self.now)  # what others may be linked to
        self.crisis = STARTS[start](tuple(self.people[name] for name in OFFICERS), self.people["mona"])
        self.now += 3 * HOUR

    def tried(self, who: str, take: Callable[[Crisis, Person], object]) -> None:
        try:
            with world.at(self.now), transaction.atomic():
                take(self.crisis, self.people[who])
            assert who != STRANGER
        except (Refused, MoveRefused, PermissionDenied, ObjectDoesNotExist):
            pass
        self.crisis = Crisis.objects.get(pk=self.crisis.pk)

    @rule(who=anybody, what=st.sampled_from(sorted(SIMPLE)))
    def try_anything(self, who: str, what: str) -> None:
        self.tried(who, SIMPLE[what])

    @rule(what=st.sampled_from(AFTER))
    def go_on(self, what: str) -> None:
        """By whoever may: so that what comes late is reached too."""
        for who in (*OFFICERS, *MANAGERS):
            self.tried(who, SIMPLE[what])

    @rule(steps=st.integers(1, len(AFTER)))
    def march(self, steps: int) -> None:
        for what in AFTER[:steps]:
            self.go_on(what)

    @rule(who=officers, said=said, qualifies=st.booleans())
    def decide(self, who: str, said: dict[str, str], qualifies: bool) -> None:  # noqa: FBT001 -- drawn
        decide = deciding.qualify if qualifies else deciding.turn_down
        self.tried(who, SIMPLE["take up"])
        self.tried(who, lambda crisis, by: decide(crisis, answers(**said), reason=WHY, by=by))

    @rule(who=officers)
    def set_out(self, who: str) -> None:
        for part, other in zip(Part.values, OFFICERS, strict=True):
            self.appoint(who, part, other)
        self.tried(who, lambda crisis, by: answering.take_checklist(crisis, self.playbook, by=by))

    @rule(who=anybody, part=st.sampled_from(Part.values), other=officers)
    def appoint(self, who: str, part: str, other: str) -> None:
        named = self.people[other]
        self.tried(who, lambda crisis, by: answering.appoint(crisis, part, named, note=WHY, by=by))

    @rule(hours=st.sampled_from((0.1, 0.5, 5, 60, 400)))
    def wait(self, hours: float) -> None:
        self.now += timedelta(hours=hours)
        with world.at(self.now):
            clocks.watch()
            counting.count_due(by="tests")

    @invariant()
    def what_is_no_crisis_was_answered_with_no_throughout(self) -> None:
        for each in Decision.objects.filter(qualifies=False, same_as=None):
            assert set(each.answers.values()) == {"no"}
            assert each.read_by_id is None or each.read_by_id != each.decided_by_id

    @invariant()
    def what_is_known_already_goes_with_what_may_still_be_a_crisis(self) -> None:
        for each in Crisis.objects.filter(state="linked").select_related("duplicate_of"):
            assert each.duplicate_of
            assert each.duplicate_of.state != "not_qualifying"
            assert each.decisions.exists()

    @invariant()
    def what_waits_for_a_decision_or_a_reader_has_a_clock(self) -> None:
        for each in Crisis.objects.filter(state__in=("reported", "qualifying")):
            assert each.clocks.filter(task="decide", met_at=None, dropped_at=None).exists()
        for decision in Decision.objects.filter(AWAITED):
            assert decision.crisis.clocks.filter(task__in=("second-reader", "agree"), met_at=None).exists()

    @invariant()
    def less_grave_is_what_two_people_say(self) -> None:
        for each in Decision.objects.filter(is_less_grave=True, agreed=True):
            assert each.read_by_id
            assert each.read_by_id != each.decided_by_id

    @invariant()
    def nobody_has_two_parts(self) -> None:
        held = list(Duty.objects.filter(ended_at=None).values_list("person", flat=True))
        assert len(held) == len(set(held)) <= len(Part.values)

    @invariant()
    def a_deadline_never_moves_back(self) -> None:
        for each in Clock.objects.all():
            assert each.due_at <= self.due.get(each.pk, each.due_at)
            self.due[each.pk] = each.due_at

    @invariant()
    def answered_means_every_first_clock_in_time(self) -> None:
        for each in Crisis.objects.filter(answered_at__isnull=False):
            first = each.clocks.filter(number=1, task__in=OF_THE_ANSWER)
            assert each.activated_at
            assert all(clock.was_met_in_time for clock in first)

    @invariant()
    def in_hand_it_has_a_name_and_a_reason(self) -> None:
        for each in Crisis.objects.filter(state__in=HOLDS_ITS_NAME):
            assert each.codename
            assert each.decisions.filter(qualifies=True).exists()

    @invariant()
    def closed_means_read_by_another_and_all_settled(self) -> None:
        for each in Crisis.objects.filter(state="closed"):
            assert each.review.accepted_by_id != each.review.written_by_id
            assert not each.actions.filter(state="open").exists()

    @invariant()
    def the_ledger_says_what_is_counted(self) -> None:
        for kind in ("crisis.event_qualified", "crisis.event_answered"):
            said = {each.natural_key for each in derivations[kind]()}
            standing = Fact.objects.filter(kind=kind, superseded_number=None)
            assert said == set(standing.values_list("natural_key", flat=True))

    def teardown(self) -> None:
        self.around.close()


@pytest.mark.django_db
def test_no_order_of_moves_breaks_a_promise() -> None:
    quick = settings(max_examples=8, stateful_step_count=15, deadline=None)
    run_state_machine_as_test(Answering, settings=quick)
