"""Lists of contributions: every mistake by its row, looked at before they count, undone in one step."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.conftest import person
from tests.programs.campaigns import world
from tests.programs.campaigns.conftest import on_the_wikis

from thriving.evidence.models import Fact
from thriving.kernel.lifecycle import MoveRefused
from thriving.movement.actions import Refused
from thriving.movement.models import Country, CountryProtection, Person
from thriving.programs.campaigns import actions
from thriving.programs.campaigns.models import (
    Campaign,
    CampaignMark,
    Contribution,
    ContributionList,
    Contributor,
    Instance,
)
from thriving.programs.campaigns.queries.results import counted

pytestmark = pytest.mark.django_db

HEADER = "user,what,name,done,on,wiki,language\n"
AMA = "Ama,page,Makola,created,2026-03-10,enwiki,en\n"
BEN = "Ben,page,Kejetia,improved,2026-03-10,enwiki,\n"
LISTS = "/campaigns/markets/whole/contributions/list/"


def brought(where: Campaign | Instance, by: Person, *rows: str) -> ContributionList:
    world.wiki()
    with world.on(world.DURING):
        return actions.bring_list(where, BytesIO((HEADER + "".join(rows)).encode()), title="days.csv", by=by)


def taken_in(where: Campaign | Instance, by: Person, *rows: str) -> ContributionList:
    made = brought(where, by, *rows)
    with world.on(world.AFTER):
        actions.take_in_list(made, by=by)
    return made


def standing() -> int:
    return Fact.objects.filter(kind="campaign.contributed", superseded_number=None).count()


def test_every_mistake_is_named_by_its_row(organizer: Person) -> None:
    wrong = [
        "A@b,page,Makola,created,2026-03-09,enwiki,en\n",
        "Ben,fish,Tuna,created,2026-03-09,enwiki,\n",
        "Ben,page,Tuna,eaten,2026-03-09,enwiki,\n",
        "Ben,page,Tuna,created,yesterday,enwiki,\n",
        "Ben,page,Tuna,created,2026-03-29,enwiki,\n",
        "Ben,page,Tuna,created,2026-03-09,nowiki,\n",
        "Ben,page,Tuna,created,2026-03-09,enwiki,klingon\n",
        "Ben,page,Tuna|x,created,2026-03-09,enwiki,\n",
    ]
    made = brought(world.running(organizer), organizer, AMA, *wrong)
    found = {row["row"]: [column for column, _sentence in row["problems"]] for row in made.rows}
    columns = ["user", "what", "done", "on", "on", "wiki", "language", "name"]
    assert found == {2: [], **{number: [column] for number, column in enumerate(columns, 3)}}
    with pytest.raises(MoveRefused, match="Some rows have errors"):
        actions.take_in_list(made, by=organizer)
    assert not Contribution.objects.exists()
    assert not Contributor.objects.exists()


def test_it_is_looked_at_before_it_counts_and_undone_in_one_step(organizer: Person) -> None:
    campaign = world.running(organizer)
    made = brought(campaign, organizer, AMA, BEN, AMA)
    assert [row["effect"] for row in made.rows] == ["new", "new", "known"]
    assert standing() == 0
    with world.on(world.AFTER):
        assert actions.take_in_list(made, by=organizer) == 2
    assert (standing(), made.rows) == (2, [])
    again = brought(campaign, organizer, BEN, "Cyr,page,Kejetia,improved,2026-03-10,enwiki,\n")
    assert [row["effect"] for row in again.rows] == ["known", "new"]
    assert actions.undo_list(made, by=organizer) == 2
    assert standing() == 0
    assert set(Contribution.objects.values_list("state", "reason")) == {("withdrawn", "The list was undone.")}


def test_a_list_of_names_finds_nobody_who_told_it_themselves(organizer: Person) -> None:
    hidden = on_the_wikis(person("Secretname"))
    hidden.socialaccount_set.update(extra_data={"username": "Ama"})
    campaign = world.running(organizer)
    with world.on(world.DURING):
        own = actions.record(campaign, world.told("Makola"), by=hidden)
    actions.confirm([own], by=organizer)
    made = brought(campaign, organizer, AMA, AMA.replace("Ama", "Ben"))
    assert [row["effect"] for row in made.rows] == ["new", "new"]
    with world.on(world.AFTER):
        assert actions.take_in_list(made, by=organizer) == 2
    assert counted(campaign)["contributors"] == standing() == 2


def test_what_became_wrong_meanwhile_is_named(organizer: Person) -> None:
    campaign = world.running(organizer)
    made = brought(campaign, organizer, AMA)
    with world.on(world.PLANNED_ON), pytest.raises(Refused, match="row 2 has become wrong"):
        actions.take_in_list(made, by=organizer)
    made.refresh_from_db()
    assert made.state == "checked"


def test_where_it_has_become_dangerous_nothing_is_taken_in(organizer: Person) -> None:
    campaign = world.running(organizer)
    made = brought(campaign, organizer, AMA)
    Country.objects.create(code="GH", alpha3="GHA", name="Ghana")
    CountryProtection.objects.create(country_id="GH", begins_on=world.PLANNED_ON, source="A list")
    CampaignMark.objects.create(campaign=campaign, what="country", code="GH")
    with world.on(world.DURING), pytest.raises(Refused, match="in danger"):
        actions.take_in_list(ContributionList.objects.get(pk=made.pk), by=organizer)


def test_what_nobody_decides_on_is_dropped(organizer: Person) -> None:
    made = brought(world.running(organizer), organizer, AMA)
    with world.on(world.DURING):
        assert actions.drop_undecided_lists() == 0
    with world.on(world.AFTER):
        assert actions.drop_undecided_lists() == 1
    made.refresh_from_db()
    assert (made.state, made.rows) == ("discarded", [])


def test_the_pages_show_it_take_it_in_and_undo_it(client: Client, organizer: Person) -> None:
    world.running(organizer)
    world.wiki()
    client.force_login(organizer)
    wrong = client.post(LISTS, {"file": SimpleUploadedFile("a.csv", f"{HEADER}{AMA}Ben,,,,,,\n".encode())})
    page = client.get(wrong.headers["Location"]).content.decode()
    assert "Row" in page
    assert "This cell must not be empty." in page
    right = client.post(LISTS, {"lines": HEADER + AMA}).headers["Location"]
    assert "Makola" in client.get(right).content.decode()
    assert not Contribution.objects.exists()
    assert client.post(right, {"move": "take_in"}).status_code == 302
    assert Contribution.objects.get().state == "confirmed"
    assert "Ama" in client.get("/campaigns/markets/whole/contributions/").content.decode()
    client.post(right, {"move": "undo"})
    assert Contribution.objects.get().state == "withdrawn"
    assert client.post(right, {"move": "eat"}).status_code == 404
    assert right in client.get(LISTS).content.decode()


@pytest.mark.parametrize("said", [{}, {"lines": HEADER}])
def test_what_is_no_list_is_refused_with_a_sentence(
    client: Client, organizer: Person, said: dict[str, str]
) -> None:
    world.running(organizer)
    client.force_login(organizer)
    answer = client.post(LISTS, said)
    assert answer.status_code == 422
    assert answer.context["form"].errors
    assert not ContributionList.objects.exists()


def test_a_list_of_another_place_is_absent(client: Client, organizer: Person, local: Person) -> None:
    campaign = world.running(organizer)
    mine, other = world.place(campaign, organizer), world.place(campaign, organizer, "kenya", country="KE")
    actions.name_organizer(mine, local, by=organizer)
    theirs = brought(other, organizer, AMA)
    client.force_login(local)
    for where in ("ghana", "kenya", "whole"):
        page = f"/campaigns/markets/{where}/contributions/list/{theirs.pk}/"
        assert client.get(page).status_code == client.post(page, {"move": "take_in"}).status_code == 404


def test_after_the_end_it_can_still_be_undone(client: Client, organizer: Person) -> None:
    campaign = world.running(organizer)
    made = taken_in(campaign, organizer, AMA)
    world.finish(campaign, organizer)
    client.force_login(organizer)
    assert "can still be undone" in client.get(LISTS).content.decode()
    client.post(f"{LISTS}{made.pk}/", {"move": "undo"})
    assert standing() == 0
