"""Whatever anybody tries, in any order: the gate is open exactly when all is met; no money leaves before."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from tests.conftest import person
from tests.grants.payments import world as payments
from tests.programs.events import world as events
from tests.safety.event_risk import paying, ready

from thriving.grants.payments import actions as paying_out
from thriving.kernel import clock
from thriving.kernel.lifecycle import MoveRefused
from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.programs.events import actions as planning
from thriving.programs.events.models import Event, Organizer
from thriving.safety.event_risk.actions import contacts, holds, incidents, stakeholders, waivers
from thriving.safety.event_risk.actions.contacts import Told
from thriving.safety.event_risk.actions.incidents import Happened
from thriving.safety.event_risk.queries import gate

ORGANIZERS, OFFICERS, AUTHORITIES = ("olu", "oskar"), ("rita", "rafa"), ("ada", "abe")
anybody = st.sampled_from((*ORGANIZERS, *OFFICERS, *AUTHORITIES, "wren", "sten"))
FORTNIGHT = timedelta(days=14)
NUMBERS = [f"+233 30 000 000{last}" for last in range(5)]


@dataclass(frozen=True)
class Waived:
    condition: str
    place: str
    level: int
    asked_at: datetime
    ends: datetime


@dataclass
class Promised:
    """What the rules of the protocol say, kept beside the tables and by none of their code."""

    place: str = "Tamale"
    accepted_for: str = ""  # the place; empty: nothing is accepted
    level: int = 0
    valid_until: datetime | None = None
    reached: dict[str, datetime] = field(default_factory=dict)
    engaged: set[str] = field(default_factory=set)
    held: set[str] = field(default_factory=set)
    waived: dict[str, Waived] = field(default_factory=dict)  # by the key of the waiver
    grave_at: datetime | None = None  # when something serious was last told of

    def unmet(self) -> set[str]:
        now = clock.now()
        called = [at for at in self.reached.values() if at >= now - FORTNIGHT]
        found = {
            "assessment": not self.accepted_for,
            "age": bool(self.accepted_for) and not (self.valid_until and now < self.valid_until),
            "contacts": len(called) < 2,
            "stakeholders": self.engaged != {"grants-officer", "trust-and-safety", "organizer"},
        }
        left = {name for name, missing in found.items() if missing and not self.is_waived(name)}
        return left | ({"hold"} if self.held else set())

    def is_waived(self, condition: str) -> bool:
        found = [each for each in self.waived.values() if each.condition == condition]
        return 0 < self.level < 4 and any(self.is_covered(each) for each in found)

    def is_covered(self, waived: Waived) -> bool:
        as_it_was = waived.place == self.place and self.level <= waived.level
        return as_it_was and clock.now() < waived.ends and not self.is_graver_since(waived.asked_at)

    def is_graver_since(self, moment: datetime) -> bool:
        return self.grave_at is not None and self.grave_at >= moment


class Protocol(RuleBasedStateMachine):
    """An event of Olu and Oskar; Rita and Rafa review, Ada and Abe may waive, Wren is of the Foundation."""

    def __init__(self) -> None:
        super().__init__()
        self.around = ExitStack()
        self.now = paying.NOW
        self.around.enter_context(clock.stopped_at(self.now))
        self.around.enter_context(transaction.atomic())
        self.around.callback(transaction.set_rollback, True)  # noqa: FBT003 -- Django's own
        self.said = Promised()
        self.sent = False

    @initialize(prepared=st.booleans())
    def begin(self, prepared: bool) -> None:  # noqa: FBT001
        self.people = {name: person(name, "risk_officer") for name in OFFICERS}
        self.people |= {name: person(name, "risk_authority") for name in AUTHORITIES}
        self.people |= {name: person(name) for name in ("oskar", "wren", "sten")}
        self.people["olu"] = person("olu", "organizer")
        self.event = events.announced(self.people["olu"], sessions=(events.times(paying.DAY),))
        Organizer.objects.create(
            event=self.event, person=self.people["oskar"], named_at=paying.NOW, named_by="test"
        )
        self.hands = payments.hands()
        stakeholders.require(self.event, "light", by="test")
        agreement = payments.running(self.hands)
        self.payment = payments.approved(self.hands, agreement=agreement)
        paying.pays_for(self.payment, self.event)
        if prepared:
            self.prepare()

    def prepare(self) -> None:
        """All of it by those whose it is: from here on one step too many closes the gate again."""
        self.accept(2, 9)
        for _each in range(2):
            self.write_a_contact("olu")
        for number in range(2):
            self.call_a_contact("oskar", reached=True, at=number)
        for role in ("grants-officer", "trust-and-safety"):
            self.name_wren("rita", role)
            self.take_part("wren", role)
        self.take_part("olu", "organizer")
        assert gate.is_open(self.afresh)

    def took(self, take: Callable[[], object]) -> bool:
        try:
            with transaction.atomic():
                take()
        except (Refused, MoveRefused, PermissionDenied):
            return False
        return True

    def who(self, name: str) -> Person:
        return Person.objects.get(pk=self.people[name].pk)

    @property
    def afresh(self) -> Event:
        return Event.objects.get(pk=self.event.pk)

    @rule(days=st.integers(1, 4))
    def wait(self, days: int) -> None:
        later = clock.now() + timedelta(days=days)
        if later < self.event.starts_at:
            self.around.enter_context(clock.stopped_at(later))

    @rule(who=anybody, place=st.sampled_from(("Tamale", "Accra")))
    def move(self, who: str, place: str) -> None:
        changed = self.took(lambda: planning.change(self.afresh, paying.on(place), by=self.who(who)))
        assert changed == (who in ORGANIZERS)
        if changed and place != self.said.place:
            self.said.place, self.said.accepted_for = place, ""

    @rule(level=st.sampled_from((1, 2, 3)), days=st.integers(1, 9))
    def accept(self, level: int, days: int) -> None:
        until = clock.now() + timedelta(days=days)
        same = {"tier": "light", "residual": level, "life_or_liberty": level, "limit": 3}
        ready.assessed(self.afresh, valid_until=until, **same)
        self.said.accepted_for, self.said.level, self.said.valid_until = self.said.place, level, until

    @rule()
    def find_it_extreme(self) -> None:
        """Handed in, and with an authority: nobody may accept it."""
        same = {"inherent": 4, "residual": 4, "life_or_liberty": 4, "limit": 0, "decided_by": ""}
        ready.assessed(self.afresh, state="escalated", valid_until=None, **same)
        self.said.accepted_for, self.said.level = "", 4

    @rule(who=anybody, severity=st.sampled_from(("minor", "critical")))
    def something_happens(self, who: str, severity: str) -> None:
        told = Happened(severity, clock.now(), "Somebody fell.")
        taken = self.took(lambda: incidents.record(self.afresh, told, by=self.who(who)))
        assert taken == (who in ORGANIZERS + OFFICERS)
        if taken and severity == "critical":
            self.said.accepted_for, self.said.grave_at = "", clock.now()

    @rule(who=anybody)
    def write_a_contact(self, who: str) -> None:
        if self.event.risk_contacts.count() < 4:
            numbers = {each.number for each in self.event.risk_contacts.all()}
            free = next(each for each in NUMBERS if each not in numbers)
            told = Told("outside", "Efua", free)
            taken = self.took(lambda: contacts.write(self.afresh, told, by=self.who(who)))
            assert taken == (who in ORGANIZERS + OFFICERS)

    @rule(who=anybody, reached=st.booleans(), at=st.integers(0, 3))
    def call_a_contact(self, who: str, reached: bool, at: int) -> None:  # noqa: FBT001
        found = list(self.event.risk_contacts.order_by("pk"))
        if at < len(found):
            contact = found[at]
            taken = self.took(lambda: contacts.call_back(contact, reached=reached, by=self.who(who)))
            assert not (taken and contact.written_by == self.people[who].key)
            if taken:
                self.said.reached.pop(contact.key, None)
                self.said.reached |= {contact.key: clock.now()} if reached else {}

    @rule(who=anybody, role=st.sampled_from(("grants-officer", "trust-and-safety")))
    def name_wren(self, who: str, role: str) -> None:
        one = self.event.risk_stakeholders.get(role=role)
        named = self.took(lambda: stakeholders.appoint(one, self.people["wren"], by=self.who(who)))
        assert named == (who in OFFICERS)

    @rule(who=anybody, role=st.sampled_from(("grants-officer", "trust-and-safety", "organizer")))
    def take_part(self, who: str, role: str) -> None:
        one = self.event.risk_stakeholders.get(role=role)
        if self.took(lambda: stakeholders.engage(one, "met", by=self.who(who))):
            assert who == "wren" or (role == "organizer" and who in ORGANIZERS)
            self.said.engaged.add(role)

    @rule(who=anybody)
    def hold(self, who: str) -> None:
        held = self.took(lambda: holds.place(self.afresh, "Wait.", by=self.who(who)))
        assert held == (who in OFFICERS and who not in self.said.held)
        if held:
            self.said.held.add(who)

    @rule(who=anybody)
    def lift(self, who: str) -> None:
        if standing := self.event.risk_holds.filter(lifted_at=None).first():
            placed_by = next(name for name in OFFICERS if self.people[name].key == standing.placed_by)
            lifted = self.took(lambda: holds.lift(standing, by=self.who(who)))
            assert lifted == (who in OFFICERS)
            self.said.held -= {placed_by} if lifted else set()

    @rule(who=anybody, condition=st.sampled_from(("assessment", "contacts", "stakeholders", "hold")))
    def ask_for_a_waiver(self, who: str, condition: str) -> None:
        until = clock.now() + timedelta(days=2)
        asked = self.took(
            lambda: waivers.ask(self.afresh, condition, "For two days.", ends_at=until, by=self.who(who))
        )
        assert not asked or (who in AUTHORITIES and condition != "hold" and 0 < self.said.level < 4)

    @rule(who=anybody)
    def grant_a_waiver(self, who: str) -> None:
        if waiver := self.event.risk_waivers.filter(state="asked").order_by("asked_at", "pk").first():
            granted = self.took(lambda: waivers.grant(waiver, by=self.who(who)))
            if granted:
                assert who in AUTHORITIES
                assert waiver.asked_by != self.people[who].key
                assert self.said.level < 4
                assert not self.said.is_graver_since(waiver.asked_at)
                self.said.waived[waiver.key] = Waived(
                    waiver.condition, self.said.place, self.said.level, waiver.asked_at, waiver.ends_at
                )

    @rule(who=anybody)
    def end_a_waiver(self, who: str) -> None:
        if waiver := self.event.risk_waivers.filter(state="granted").order_by("asked_at", "pk").first():
            ended = self.took(lambda: waivers.end(waiver, by=self.who(who)))
            assert ended == (who in AUTHORITIES)
            if ended:
                self.said.waived.pop(waiver.key, None)

    @precondition(lambda self: not self.sent)
    @rule(who=st.sampled_from(("finance", "officer", "applicant")))
    def send(self, who: str) -> None:
        by = Person.objects.get(pk=getattr(self.hands, who).pk)
        token = uuid.uuid4().hex
        self.sent = self.took(lambda: paying_out.send([self.payment], carrier="Bank", token=token, by=by))
        assert not self.sent or (who == "finance" and not self.said.unmet())

    @invariant()
    def the_gate_is_open_exactly_when_all_is_met(self) -> None:
        if hasattr(self, "payment"):
            assert gate.is_open(self.afresh) == (not self.said.unmet()), self.said

    def teardown(self) -> None:
        self.around.close()


@pytest.mark.django_db
def test_no_order_of_moves_opens_the_gate_too_early() -> None:
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        Protocol, settings=settings(max_examples=8, stateful_step_count=25, deadline=None)
    )
