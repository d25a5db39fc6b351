"""One person is one contributor, also once their account is connected to a name that a list brought."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from tests.conftest import Cast, person
from tests.programs.campaigns import world
from tests.programs.campaigns.conftest import on_the_wikis

from thriving.evidence.models import Fact
from thriving.movement.accounts import changes
from thriving.movement.actions.accounts import arrive_by_wiki
from thriving.movement.models import Person
from thriving.programs.campaigns import actions
from thriving.programs.campaigns.models import Campaign, Contribution, ContributionList, Contributor, Instance
from thriving.programs.campaigns.queries.results import counted, exact
from thriving.programs.campaigns.tasks import forget_names

pytestmark = pytest.mark.django_db


def listed(where: Campaign | Instance, by: Person, *names: str, page: str = "Makola") -> None:
    with world.on(world.DURING):
        actions.record_list(where, [world.told(page, name) for name in names], by=by)


def told(where: Campaign, by: Person, page: str = "Makola") -> Contribution:
    with world.on(world.DURING):
        return actions.record(where, world.told(page), by=by)


def subjects() -> list[str]:
    facts = Fact.objects.filter(kind="campaign.contributed", superseded_number=None)
    return sorted(facts.values_list("subject", flat=True))


def test_a_name_is_taken_over_with_all_that_lists_told_of_it(organizer: Person) -> None:
    first, second = world.running(organizer), world.running(organizer, "fish")
    for campaign in (first, second):
        listed(campaign, organizer, "Ama Darko")
    (stranger,) = set(subjects())
    ama = arrive_by_wiki(uid="7", name="Ama Darko", wiki="meta.example")
    assert subjects() == [ama.key, ama.key] != [stranger, stranger]
    assert list(Contributor.objects.values_list("key", "name")) == [(ama.key, "Ama Darko")]
    listed(first, organizer, "Ama_Darko", page="Kejetia")
    assert counted(first)["contributors"] == 1


def test_connecting_an_account_later_unites_what_was_counted_twice(organizer: Person, cast: Cast) -> None:
    campaign = world.running(organizer)
    listed(campaign, organizer, "Valentina")
    own = told(campaign, cast.volunteer)
    actions.confirm([own], by=organizer)
    told(campaign, cast.volunteer, "Kejetia")
    assert (counted(campaign)["contributors"], counted(campaign)["contributions"]) == (2, 2)
    on_the_wikis(cast.volunteer)
    changes.connect_wiki(cast.volunteer, cast.volunteer.socialaccount_set.get())
    assert (counted(campaign)["contributors"], counted(campaign)["contributions"]) == (1, 1)
    assert subjects() == [cast.volunteer.key]


def test_rows_stay_as_they_were_and_lead_nobody_from_a_name_to_an_account(
    organizer: Person, cast: Cast
) -> None:
    campaign = world.running(organizer)
    listed(campaign, organizer, "Valentina")
    told(campaign, cast.volunteer)
    rows = Contribution.objects.order_by("pk").values_list("how", "state", "reason")
    before = list(rows)
    actions.know_as(cast.volunteer, "Valentina")
    assert list(rows) == before == [("import", "confirmed", ""), ("self", "reported", "")]
    actions.confirm(list(Contribution.objects.filter(state="reported")), by=organizer)
    assert subjects() == [cast.volunteer.key]


def test_no_number_beside_the_rows_leads_from_a_name_to_an_account(organizer: Person, cast: Cast) -> None:
    campaign = world.running(organizer)
    place = world.place(campaign, organizer)
    on_the_wikis(cast.volunteer)
    for holder in (campaign, place):
        with world.on(world.DURING):
            own = actions.record(holder, world.told("Kejetia"), by=cast.volunteer)
        actions.confirm([own], by=organizer)
    alone = [exact(holder)["contributors"] for holder in (campaign, place)]
    for name in ("Ama Darko", "Valentina"):
        listed(campaign, organizer, name)
        listed(place, organizer, name)
    assert (alone, [exact(holder)["contributors"] for holder in (campaign, place)]) == ([1, 1], [3, 3])
    assert counted(campaign)["contributors"] == 2


def test_what_lists_told_under_two_names_stays_once(organizer: Person, cast: Cast) -> None:
    campaign = world.running(organizer)
    listed(campaign, organizer, "Valentina")
    actions.know_as(cast.volunteer, "Valentina")
    listed(campaign, organizer, "Valentina Renamed")
    actions.know_as(cast.volunteer, "Valentina Renamed")
    assert Contribution.objects.get(state="withdrawn").reason == "It was recorded twice."
    assert subjects() == [cast.volunteer.key]


def test_what_one_confirmed_of_oneself_waits_again(organizer: Person) -> None:
    campaign = world.running(organizer)
    listed(campaign, organizer, "Other Name", "Ama")
    actions.know_as(organizer, "Other Name")
    assert sorted(Contribution.objects.values_list("state", flat=True)) == ["confirmed", "reported"]
    assert organizer.key not in subjects()


def test_nobody_confirms_their_own_by_a_list(organizer: Person, other_organizer: Person) -> None:
    campaign = world.running(organizer)
    actions.name_organizer(campaign, other_organizer, by=organizer)
    listed(campaign, organizer, organizer.name, "Ama")
    (own,) = Contribution.objects.filter(state="reported")
    with pytest.raises(PermissionDenied):
        actions.confirm([own], by=organizer)
    actions.confirm([own], by=other_organizer)
    assert own.state == "confirmed"


def test_without_a_wiki_account_a_list_waits_for_somebody_else(organizer: Person) -> None:
    somebody = person("ofelia", "organizer")
    campaign = world.running(somebody)
    actions.name_organizer(campaign, organizer, by=somebody)
    listed(campaign, somebody, "Ofelia of the Wikis")
    (row,) = Contribution.objects.all()
    assert row.state == "reported"
    with pytest.raises(PermissionDenied):
        actions.confirm([row], by=somebody)
    actions.confirm([row], by=organizer)
    assert row.state == "confirmed"


def test_a_name_leads_organizers_to_no_account(client: Client, organizer: Person, cast: Cast) -> None:
    campaign = world.running(organizer)
    on_the_wikis(cast.volunteer)
    listed(campaign, organizer, "Valentina")
    Person.objects.filter(pk=cast.volunteer.pk).update(name="Somebody Else")
    client.force_login(organizer)
    page = client.get("/campaigns/markets/whole/contributions/").content.decode()
    assert "<bdi>Valentina</bdi>" in page
    assert "Somebody Else" not in page


def test_names_go_a_year_after_the_last_campaign(organizer: Person, cast: Cast) -> None:
    campaign = world.running(organizer)
    listed(campaign, organizer, "Ama", "Ben")
    ContributionList.objects.create(
        campaign=campaign, title="ama.csv", count=0, faults=0, brought_at="2026-03-10T00:00Z"
    )
    later = world.running(organizer, "fish", ends_on=world.LAST + timedelta(days=30))
    listed(later, organizer, "Ben")
    before = subjects()
    for days, left in ((365, ["Ama", "Ben"]), (366, ["Ben"]), (396, [])):
        with world.on(world.LAST + timedelta(days=days)):
            forget_names()
        assert sorted(Contributor.objects.exclude(name="").values_list("name", flat=True)) == left
    assert ContributionList.objects.get().title == ""
    assert subjects() == before
