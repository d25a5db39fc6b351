from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from tests.programs.events.world import draft, planned, times
from tests.safety.event_risk import ready
from tests.safety.event_risk.world import LATER, World, accepted, later, triaged

from thriving.kernel import clock
from thriving.kernel.models import Mail
from thriving.movement.actions import Refused
from thriving.movement.models import Country
from thriving.programs.events import actions as events
from thriving.programs.events.models import Event
from thriving.safety.event_risk.actions import assessing, staleness, triage
from thriving.safety.event_risk.material import changed, material_of, parts_of
from thriving.safety.event_risk.models import Assessment, Stale
from thriving.safety.event_risk.queries import assessments
from thriving.safety.event_risk.questionnaire import Tier
from thriving.safety.event_risk.tasks import look_at_event_risks

pytestmark = pytest.mark.django_db


@pytest.fixture
def ghana(db: None) -> Country:
    return Country.objects.get_or_create(code="GH", defaults={"alpha3": "GHA", "name": "Ghana"})[0]


def why(it: World) -> str:
    found = assessments.current(it.event)
    assert found is not None
    return found.stale_why


@pytest.mark.parametrize(
    ("what", "part"),
    [
        ({"place": "Accra"}, "place"),
        ({"address": "Another hall"}, "place"),
        ({"capacity": 500}, "size"),
        ({"country": "TG"}, "country"),
        ({"sessions": (times(begins="11:00"),)}, "dates"),
        ({"format": "hybrid", "meeting_link": "https://meet.example.org/a"}, "format"),
    ],
)
def test_12_a_material_change_makes_it_stale_at_once(it: World, what: dict[str, object], part: str) -> None:
    found = accepted(it)
    events.change(it.event, planned(**what), by=it.olga)
    found.refresh_from_db()
    assert (found.state, found.stale_why) == ("stale", "material")
    assert part in changed(found.parts, Event.objects.get())


def test_other_words_change_nothing(it: World) -> None:
    accepted(it)
    events.change(it.event, planned(safety_contact="Call the door: 030 222"), by=it.olga)
    assert why(it) == ""


def test_two_events_in_one_place_share_no_fingerprint(it: World) -> None:
    other = draft(it.olga, key="other")
    assert not set(parts_of(it.event).values()) & set(parts_of(other).values())


def test_spaces_are_no_change(it: World) -> None:
    before = material_of(it.event)
    it.event.place = " Tamale "
    assert material_of(it.event) == before


def test_what_was_changed_past_the_code_is_found_the_same_day(it: World) -> None:
    accepted(it)
    Event.objects.update(place="Accra")
    look_at_event_risks()
    assert why(it) == Stale.MATERIAL


def test_an_alert_makes_it_stale_at_once(it: World, ghana: Country) -> None:
    accepted(it)
    with later(LATER + timedelta(hours=1)):
        staleness.raise_alert("GH", "A curfew", "https://example.org/curfew", by=it.rafa)
    assert why(it) == Stale.ALERT


def test_an_alert_of_another_country_changes_nothing(it: World, ghana: Country) -> None:
    Country.objects.get_or_create(code="TG", defaults={"alpha3": "TGO", "name": "Togo"})
    accepted(it)
    with later(LATER + timedelta(hours=1)):
        staleness.raise_alert("TG", "A curfew", "https://example.org/curfew", by=it.rafa)
    assert why(it) == ""


def test_what_was_known_when_it_was_accepted_changes_nothing(it: World, ghana: Country) -> None:
    staleness.raise_alert("GH", "A curfew", "https://example.org/curfew", by=it.rafa)
    with later(LATER + timedelta(hours=1)):
        accepted(it)
        look_at_event_risks()
        assert why(it) == ""


def test_an_alert_ends_and_what_went_stale_stays_so(it: World, ghana: Country) -> None:
    accepted(it)
    with later(LATER + timedelta(hours=1)):
        alert = staleness.raise_alert("GH", "A curfew", "https://example.org/curfew", by=it.rafa)
        staleness.end_alert(alert, by=it.rita)
        with pytest.raises(Refused, match="ended already"):
            staleness.end_alert(alert, by=it.rita)
    assert why(it) == Stale.ALERT


def test_only_reviewers_raise_alerts_with_a_source(it: World, ghana: Country) -> None:
    with pytest.raises(PermissionDenied):
        staleness.raise_alert("GH", "A curfew", "https://example.org/curfew", by=it.olga)
    with pytest.raises(Refused, match="Name the page"):
        staleness.raise_alert("GH", "A curfew", "", by=it.rita)
    with pytest.raises(Refused, match="No country"):
        staleness.raise_alert("QQ", "A curfew", "https://example.org/curfew", by=it.rita)


def test_it_grows_old(it: World) -> None:
    found = accepted(it)
    Assessment.objects.filter(pk=found.pk).update(valid_until=LATER + timedelta(days=1))
    look_at_event_risks()
    assert why(it) == ""
    with later(LATER + timedelta(days=1)):
        look_at_event_risks()
    assert why(it) == Stale.AGE


def test_something_serious_makes_it_stale(it: World) -> None:
    accepted(it)
    assert staleness.make_stale(it.event, Stale.INCIDENT, by=it.olga)
    assert staleness.make_stale(it.event, Stale.INCIDENT, by=it.olga) is None
    assert why(it) == Stale.INCIDENT


def test_organizers_hear_of_it_once_and_without_why(it: World) -> None:
    it.olga.email = "olga@example.org"
    it.olga.save()
    accepted(it)
    staleness.make_stale(it.event, Stale.INCIDENT, by=it.rita)
    letter = Mail.objects.get(address="olga@example.org")
    assert "/events/markets/risk/" in letter.text
    assert "serious" not in letter.text


def test_what_is_over_goes_no_longer_stale(it: World) -> None:
    accepted(it)
    with later(it.event.ends_at + timedelta(days=200)):
        look_at_event_risks()
    assert why(it) == ""


def test_16_not_required_is_asked_again_once_the_event_has_changed(it: World) -> None:
    triage.sign_off(triaged(it, Tier.NONE), by=it.rita)
    events.change(it.event, planned(country="TG"), by=it.olga)
    found = assessments.current(it.event)
    assert found is not None
    assert (found.state, assessments.standing_triage(it.event)) == ("required", None)


def test_16_not_required_is_asked_again_once_the_country_has_changed(it: World, ghana: Country) -> None:
    triage.sign_off(triaged(it, Tier.NONE), by=it.rita)
    with later(LATER + timedelta(hours=1)):
        staleness.raise_alert("GH", "A curfew", "https://example.org/curfew", by=it.rafa)
    assert assessments.standing_triage(it.event) is None


def test_what_is_paid_for_is_asked_for_one(it: World) -> None:
    ready.funded(it.event, it.stranger)
    look_at_event_risks()
    look_at_event_risks()
    assert [each.state for each in it.event.risk_assessments.all()] == ["required"]


def test_what_nobody_pays_for_is_not(it: World) -> None:
    look_at_event_risks()
    assert not it.event.risk_assessments.exists()


def test_from_what_is_stale_comes_the_next_version(it: World) -> None:
    accepted(it)
    events.change(it.event, planned(place="Accra"), by=it.olga)
    new = assessing.begin(it.event, by=it.olga)
    assessing.submit(new, by=it.olga)
    assert (new.number, new.material) == (2, material_of(it.event))
    assert clock.now() == new.submitted_at
