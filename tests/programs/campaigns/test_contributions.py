"""Contributions: recorded, confirmed by others, counted once wherever they were recorded, withdrawn."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.conftest import Cast
from tests.programs.campaigns import world

from thriving.evidence.models import Fact
from thriving.movement.actions import Refused
from thriving.movement.models import Country, CountryProtection, Person
from thriving.programs.campaigns import actions, facts
from thriving.programs.campaigns.models import Campaign, Contribution, Contributor, Instance
from thriving.programs.campaigns.queries.results import counted, counted_by_place, results

pytestmark = pytest.mark.django_db


def subjects(kind: str) -> list[str]:
    return list(Fact.objects.filter(kind=kind, superseded_number=None).values_list("subject", flat=True))


def listed(campaign: Campaign | Instance, by: Person, *names: str, done: str = "created") -> int:
    with world.on(world.DURING):
        return actions.record_list(
            campaign, [world.told(f"Market {name}", f"Name {name}", done) for name in names], by=by
        )


def test_ones_own_counts_once_somebody_else_confirms(organizer: Person, cast: Cast) -> None:
    campaign = world.running(organizer)
    with world.on(world.DURING):
        mine = actions.record(campaign, world.told(), by=cast.volunteer)
    assert subjects("campaign.contributed") == []
    actions.confirm([mine], by=organizer)
    assert subjects("campaign.contributed") == [cast.volunteer.key]
    assert subjects("campaign.enriched") == [world.page().identity]


def test_nobody_confirms_their_own(organizer: Person) -> None:
    campaign = world.running(organizer)
    with world.on(world.DURING):
        mine = actions.record(campaign, world.told(), by=organizer)
    with pytest.raises(PermissionDenied):
        actions.confirm([mine], by=organizer)


def test_the_ledger_follows_what_is_withdrawn(organizer: Person, cast: Cast) -> None:
    campaign = world.running(organizer)
    listed(campaign, organizer, "A", "B")
    one = Contribution.objects.get(name="Market A")
    with pytest.raises(PermissionDenied):
        actions.withdraw_contributions([one], reason="Not mine.", by=cast.volunteer)
    actions.withdraw_contributions([one], reason="Somebody else's.", by=organizer)
    assert len(subjects("campaign.contributed")) == len(subjects("campaign.enriched")) == 1
    assert [each.subject for each in facts.all_contributed()] == subjects("campaign.contributed")
    assert [each.subject for each in facts.all_enriched()] == subjects("campaign.enriched")


def test_results_withdrawn_with_the_campaign_count_nowhere(organizer: Person) -> None:
    campaign = world.running(organizer)
    listed(campaign, organizer, "A")
    world.finish(campaign, organizer)
    actions.withdraw(campaign, reason="Another campaign's.", by=organizer)
    assert subjects("campaign.contributed") == subjects("campaign.enriched") == []
    assert counted(campaign)["things"] == 0


def test_a_list_read_twice_is_taken_in_once(organizer: Person) -> None:
    campaign = world.running(organizer)
    assert [listed(campaign, organizer, "A", "A", "B"), listed(campaign, organizer, "B", "C")] == [2, 1]
    assert Contributor.objects.count() == 3


def test_a_list_is_taken_in_whole_or_not_at_all(organizer: Person) -> None:
    campaign = world.running(organizer)
    told = [world.told("A", "Ama"), world.told("B", "Ben", done="eaten")]
    with world.on(world.DURING), pytest.raises(Refused, match="“eaten”"):
        actions.record_list(campaign, told, by=organizer)
    assert not Contribution.objects.exists()
    assert not Contributor.objects.exists()


def test_nothing_is_recorded_where_it_is_dangerous(organizer: Person, cast: Cast) -> None:
    Country.objects.create(code="GH", alpha3="GHA", name="Ghana")
    CountryProtection.objects.create(country_id="GH", begins_on=world.PLANNED_ON, source="A list")
    place = world.place(world.running(organizer), organizer)
    with world.on(world.DURING), pytest.raises(Refused, match="in danger"):
        actions.record(place, world.told(), by=cast.volunteer)


def test_a_whole_campaign_in_a_protected_country_records_nothing(
    client: Client, organizer: Person, cast: Cast
) -> None:
    Country.objects.create(code="GH", alpha3="GHA", name="Ghana")
    CountryProtection.objects.create(country_id="GH", begins_on=world.PLANNED_ON, source="A list")
    campaign = world.running(organizer, countries=("GH",))
    nowhere = world.place(campaign, organizer, "online", country="")
    for holder in (campaign, nowhere):
        with world.on(world.DURING), pytest.raises(Refused, match="in danger"):
            actions.record(holder, world.told(), by=cast.volunteer)
    with world.on(world.DURING):
        page = client.get("/campaigns/markets/").content.decode()
    assert "could put people in danger" in page
    assert "Tell what you contributed" not in page


def test_a_dangerous_place_is_not_gone_round_by_the_whole(organizer: Person, cast: Cast) -> None:
    Country.objects.create(code="GH", alpha3="GHA", name="Ghana")
    CountryProtection.objects.create(country_id="GH", begins_on=world.PLANNED_ON, source="A list")
    campaign = world.running(organizer)
    world.place(campaign, organizer)
    safe = world.place(campaign, organizer, "kenya", country="KE")
    with world.on(world.DURING):
        with pytest.raises(Refused, match="in danger"):
            actions.record_list(campaign, [world.told("A", "Ama")], by=organizer)
        assert actions.record(safe, world.told(), by=cast.volunteer)


def test_who_runs_one_place_confirms_nothing_in_another(organizer: Person, local: Person, cast: Cast) -> None:
    campaign = world.running(organizer)
    mine, other = world.place(campaign, organizer), world.place(campaign, organizer, "kenya")
    actions.name_organizer(mine, local, by=organizer)
    with world.on(world.DURING):
        theirs = actions.record(other, world.told(), by=cast.volunteer)
        with pytest.raises(PermissionDenied):
            actions.record_list(other, [world.told("B", "Ben")], by=local)
    with pytest.raises(PermissionDenied):
        actions.confirm([theirs], by=local)


ROWS = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 3), st.integers(0, 4)), max_size=25)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ROWS)
def test_nothing_and_nobody_is_counted_twice(organizer: Person, rows: list[tuple[int, int, int]]) -> None:
    """``rows``: which place (0: the whole), who, what."""
    key = f"c-{Campaign.objects.count()}"
    campaign = world.running(organizer, key)
    holders = [campaign, world.place(campaign, organizer), world.place(campaign, organizer, "kenya")]
    with world.on(world.DURING):
        for at, who, what in rows:
            actions.record_list(holders[at], [world.told(f"M{what}", f"Name{who}")], by=organizer)
    whole, places = counted(campaign), counted_by_place(campaign)
    assert whole["contributors"] == len({who for _at, who, _what in rows})
    assert whole["things"] == len({what for _at, _who, what in rows})
    assert whole["contributions"] == len({row[1:] for row in rows})
    for at in (1, 2):
        expected = len({row[1:] for row in rows if row[0] == at})
        assert places[holders[at].pk]["contributions"] == expected
    enriched = Fact.objects.filter(kind="campaign.enriched", source=f"campaign/{key}", superseded_number=None)
    assert enriched.count() == whole["things"]


def test_how_many_people_it_was_is_told_in_tens(organizer: Person) -> None:
    campaign = world.running(organizer)
    listed(campaign, organizer, *"ABCDEFGHI")
    few, _places = results(campaign)
    assert (few.numbers["contributors"].withheld, few.numbers["things"].value) == (True, 9)
    assert few.numbers["contributions"].withheld
    listed(campaign, organizer, *"JKL")
    many, _places = results(campaign)
    assert (many.numbers["contributors"].value, many.numbers["contributors"].rough) == (10, True)


def test_where_it_is_dangerous_more_are_few(organizer: Person) -> None:
    Country.objects.create(code="GH", alpha3="GHA", name="Ghana")
    CountryProtection.objects.create(country_id="GH", begins_on=world.PLANNED_ON, source="A list")
    campaign = world.running(organizer, countries=("GH",))
    listed(world.place(campaign, organizer, tracking=True), organizer, *"ABCDEFGHIJKL")
    assert results(campaign)[0].numbers["contributors"].withheld


def test_a_person_in_two_places_makes_no_place_computable(organizer: Person) -> None:
    campaign = world.running(organizer)
    big, small = world.place(campaign, organizer), world.place(campaign, organizer, "kenya")
    listed(big, organizer, *"ABCDEFGHIJKL")
    listed(small, organizer, "Z")
    whole, places = results(campaign)
    shown = [each.numbers["contributors"] for each in (whole, places[big.pk], places[small.pk])]
    assert [each.value for each in shown] == [10, 10, None]
