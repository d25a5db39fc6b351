"""Who matters to an event's safety: entered by the tier, engaged by their own word, counted by role."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from tests import places
from tests.conftest import person
from tests.safety.event_risk import ready

from thriving.evidence.derivations import derivations
from thriving.evidence.models import Fact, Source, Visibility
from thriving.grants.agreements.models import Agreement
from thriving.movement.actions import Refused
from thriving.movement.models import CountryProtection, Person
from thriving.programs.events import actions as events
from thriving.programs.events.models import Event
from thriving.safety.event_risk import facts
from thriving.safety.event_risk.actions import stakeholders as actions
from thriving.safety.event_risk.models import Stakeholder
from thriving.safety.event_risk.queries import gate
from thriving.safety.event_risk.queries.stakeholders import all_missed, missed, missed_out_of_sight, unengaged
from thriving.safety.event_risk.stakeholding import relevant
from thriving.safety.event_risk.views import stakeholders as views
from thriving.ui import pages

pytestmark = pytest.mark.django_db

FOUNDATION = {"light": 2, "standard": 3, "enhanced": 4}


def required(event: Event, tier: str = "light") -> Stakeholder:
    with ready.at():
        actions.require(event, tier, by="test")
    return event.risk_stakeholders.get(role="grants-officer")


def told(kind: str) -> list[str]:
    current = Fact.objects.filter(kind=kind, superseded_number=None)
    return sorted(current.values_list("subject", flat=True))


def as_derived(kind: str) -> list[str]:
    return sorted(each.subject for each in derivations[kind]())


@pytest.mark.parametrize(("tier", "count"), FOUNDATION.items())
def test_each_tier_asks_for_all_that_the_lower_ones_ask_for(tier: str, count: int) -> None:
    asked = list(relevant(tier, in_person=True))
    assert sum(each.employer == "foundation" for each in asked) == count
    assert {"grants-officer", "trust-and-safety", "organizer"} <= {each.key for each in asked}


def test_a_tier_that_nobody_knows_asks_for_all() -> None:
    assert len(list(relevant("typo", in_person=True))) == len(list(relevant("enhanced", in_person=True)))


def test_nobody_asks_for_a_venue_online() -> None:
    assert "venue" not in {each.key for each in relevant("enhanced", in_person=False)}


def test_a_lower_tier_takes_nobody_out(organizer: Person) -> None:
    event = ready.event(organizer)
    required(event, "enhanced")
    with ready.at():
        actions.require(event, "light", by="test")
    assert event.risk_stakeholders.filter(employer="foundation").count() == 4


def test_whoever_works_for_the_foundation_says_it_alone(organizer: Person, officer: Person) -> None:
    event = ready.event(organizer)
    one, who = required(event), person("wren")
    with ready.at():
        actions.appoint(one, who, by=officer)
        for other in (organizer, officer):
            with pytest.raises(PermissionDenied):
                actions.engage(one, "met", by=other)
        actions.engage(one, "met", by=who)
    one.refresh_from_db()
    assert (one.how, one.engaged_by, one.engaged_at) == ("met", who.key, ready.NOW)


def test_organizers_say_it_of_those_around_them_and_name_no_one_of_the_foundation(
    organizer: Person,
) -> None:
    event = ready.event(organizer)
    one = required(event)
    with ready.at():
        actions.engage(event.risk_stakeholders.get(role="organizer"), "agreed", by=organizer)
        with pytest.raises(PermissionDenied):
            actions.appoint(one, organizer, by=organizer)


def test_whoever_takes_a_role_over_takes_part_anew(organizer: Person, officer: Person) -> None:
    one, first = required(ready.event(organizer)), person("wren")
    with ready.at():
        actions.appoint(one, first, by=officer)
        actions.engage(one, "read", by=first)
        actions.appoint(one, person("wagtail"), by=officer)
    one.refresh_from_db()
    assert (one.engaged_at, one.how) == (None, "")


def test_what_was_said_by_mistake_is_taken_back_with_a_reason(organizer: Person, officer: Person) -> None:
    one, who = required(ready.event(organizer)), person("wren")
    with ready.at():
        actions.appoint(one, who, by=officer)
        actions.engage(one, "read", by=who)
        with pytest.raises(Refused, match="recorded already"):
            actions.engage(one, "read", by=who)
        with pytest.raises(Refused, match="why"):
            actions.take_back(one, why=" ", by=who)
        actions.take_back(one, why="It was another event.", by=who)
    one.refresh_from_db()
    assert one.engaged_at is None


def test_two_let_go_of_those_who_are_not_needed(organizer: Person, officer: Person) -> None:
    event = ready.event(organizer)
    one = required(event)
    with ready.at(), pytest.raises(Refused, match="two different people"):
        actions.release(event, by=organizer, confirmed_by=organizer)
    with ready.at():
        actions.release(event, by=organizer, confirmed_by=officer)
    one.refresh_from_db()
    assert one.released_at
    with pytest.raises(IntegrityError), transaction.atomic():
        Stakeholder.objects.filter(pk=one.pk).update(confirmed_by=one.released_by)
    with ready.at():
        actions.require(event, "light", by="test")
    one.refresh_from_db()
    assert one.released_at is None


def test_a_role_is_in_a_register_once(organizer: Person, officer: Person) -> None:
    event = ready.event(organizer)
    required(event)
    with ready.at():
        actions.add(event, "legal", by=officer)
        for role, sentence in (("legal", "already"), ("nobody", "called so")):
            with pytest.raises(Refused, match=sentence):
                actions.add(event, role, by=officer)
        with pytest.raises(PermissionDenied):
            actions.add(event, "security", by=organizer)


def test_only_funded_events_are_counted(organizer: Person, officer: Person) -> None:
    funded, other = ready.event(organizer), ready.event(organizer, "other")
    ready.funded(funded, person("grantee"))
    for event in (funded, other):
        required(event)
    assert told(facts.REQUIRED) == as_derived(facts.REQUIRED)
    assert told(facts.REQUIRED) == [
        "markets/grants-officer",
        "markets/organizer",
        "markets/trust-and-safety",
    ]
    assert told(facts.ENGAGED) == []


def test_who_takes_part_is_counted_until_it_is_taken_back(organizer: Person, officer: Person) -> None:
    event = ready.event(organizer)
    ready.funded(event, person("grantee"))
    one, who = required(event), person("wren")
    with ready.at():
        actions.appoint(one, who, by=officer)
        actions.engage(one, "met", by=who)
        assert told(facts.ENGAGED) == ["markets/grants-officer"] == as_derived(facts.ENGAGED)
        actions.take_back(one, why="Another event.", by=who)
    assert told(facts.ENGAGED) == [] == as_derived(facts.ENGAGED)


def test_of_an_event_that_is_not_public_nothing_is_told_by_its_name(organizer: Person) -> None:
    event = ready.event(organizer, entrance="invited")
    ready.funded(event, person("grantee"))
    required(event)
    rows = Fact.objects.filter(kind=facts.REQUIRED)
    assert {row.visibility for row in rows} == {Visibility.RESTRICTED}
    assert {row.subject.split("/")[0] for row in rows} == {event.uid}
    source = Source.objects.get(key=facts.source_of(event))
    assert (source.url, event.key in str(source.title)) == ("", False)


def test_a_canceled_event_is_no_longer_counted(organizer: Person) -> None:
    event = ready.event(organizer)
    ready.funded(event, person("grantee"))
    required(event)
    with ready.at():
        events.cancel(event, reason="Rain", by=organizer)
    assert told(facts.REQUIRED) == [] == as_derived(facts.REQUIRED)


def test_one_reads_by_whom_it_is_missed_where_one_may_know_of_the_event(
    organizer: Person, officer: Person
) -> None:
    public, closed = ready.event(organizer), ready.event(organizer, "closed", entrance="invited")
    ready.funded(public, person("grantee"))
    ready.funded(closed, person("grantee2"), "second")
    for event in (public, closed):
        required(event)
    stranger = person("stranger")
    assert {each.event for each in missed(stranger)} == {public}
    assert {each.event for each in missed(officer)} == {public, closed}
    assert {each.role for each in missed(stranger)} == {"grants-officer", "trust-and-safety"}


def test_what_one_may_not_know_is_counted_beside_what_one_reads(organizer: Person, officer: Person) -> None:
    protected = events_of_a_protected_country(organizer)
    for number, event in enumerate((ready.event(organizer), quiet(organizer), protected)):
        ready.funded(event, person(f"grantee{number}"), f"grant{number}")
        required(event)
    everything = set(all_missed())
    assert len(everything) == 6
    for reader, hidden in ((None, 4), (person("stranger"), 4), (organizer, 0), (officer, 0)):
        found = set(missed_out_of_sight(reader or AnonymousUser()))
        assert len(found) == hidden
        assert found == everything - set(missed(reader or AnonymousUser()))


def quiet(organizer: Person) -> Event:
    return ready.event(organizer, "closed", entrance="invited")


def events_of_a_protected_country(organizer: Person) -> Event:
    places.few()
    CountryProtection.objects.create(country_id="IN", begins_on=ready.NOW.date(), source="test")
    return ready.event(organizer, "protected", country="IN")


def test_nothing_is_called_hidden_because_the_list_is_long(
    client: Client, organizer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pages are counted only some way ahead; what stands behind them is not hidden."""
    monkeypatch.setattr(pages, "AHEAD", 0)
    monkeypatch.setattr(views, "ON_A_PAGE", 1)
    event = ready.event(organizer)
    ready.funded(event, person("grantee"))
    required(event)
    shown = client.get("/risk/missed.json").json()
    assert (len(shown["rows"]), shown["not_shown"]) == (1, 0)


def test_what_was_asked_for_longest_is_missed_first(organizer: Person) -> None:
    early, late = ready.event(organizer), ready.event(organizer, "later")
    for number, event in enumerate((late, early)):
        ready.funded(event, person(f"grantee{number}"), f"grant{number}")
        with ready.at(ready.NOW + timedelta(hours=number)):
            actions.require(event, "light", by="test")
    assert [each.event.key for each in all_missed()] == ["later", "later", "markets", "markets"]


def test_an_event_that_is_paid_for_asks_for_somebody_also_without_a_triage(organizer: Person) -> None:
    event, finished = ready.event(organizer), ready.event(organizer, "finished")
    for number, each in enumerate((event, finished)):
        ready.funded(each, person(f"grantee{number}"), f"grant{number}")
    with ready.at(finished.ends_at + timedelta(days=3)):
        actions.keep_registers()
        assert actions.keep_registers() == 0
    assert len(told(facts.REQUIRED)) == 6
    assert told(facts.REQUIRED) == as_derived(facts.REQUIRED)


def test_a_register_is_told_of_once_the_agreement_is_signed(organizer: Person) -> None:
    event = ready.event(organizer)
    agreement = ready.funded(event, person("grantee"), state="draft")
    required(event)
    assert told(facts.REQUIRED) == []
    Agreement.objects.filter(pk=agreement.pk).update(state="signed")
    with ready.at():
        assert actions.keep_registers() == 1
    assert told(facts.REQUIRED) == as_derived(facts.REQUIRED) != []


def test_nobody_takes_part_once_it_is_over(organizer: Person, officer: Person) -> None:
    event = ready.event(organizer)
    one, wren = required(event), person("wren")
    with ready.at():
        actions.appoint(one, wren, by=officer)
    with ready.at(event.ends_at + timedelta(hours=1)):
        for deed in (
            lambda: actions.engage(one, "met", by=wren),
            lambda: actions.appoint(one, person("wigeon"), by=officer),
        ):
            with pytest.raises(Refused, match="is over"):
                deed()
        late = event.ends_at + timedelta(minutes=1)
        event.risk_stakeholders.update(engaged_at=late, how="met", engaged_by="x")
        assert one in unengaged(event)


def test_a_role_that_was_added_comes_back_with_the_protocol(organizer: Person, officer: Person) -> None:
    event = ready.event(organizer)
    required(event)
    with ready.at():
        actions.add(event, "security", by=officer)
        actions.release(event, by=organizer, confirmed_by=officer)
        assert not event.risk_stakeholders.filter(released_at=None).exists()
        actions.ask_again(event, by="test")
    assert event.risk_stakeholders.get(role="security").released_at is None


def test_the_gate_asks_for_roles_that_the_register_lacks(organizer: Person) -> None:
    event = ready.ready(organizer)
    event.risk_stakeholders.filter(role="venue").delete()
    with ready.at():
        assert [str(each.sentence) for each in gate.unmet(event)] == [
            "“Venue” is not in the register, and this event needs it."
        ]
