from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from tests.conftest import Cast
from tests.evidence.pages.conftest import APRIL, MARCH, SPECIFICATIONS, engage, on_day, person
from tests.evidence.pages.test_records import cost_of, plain, text
from tests.factories import with_example

from thriving.evidence import actions, in_use
from thriving.evidence.asked import Asked
from thriving.evidence.in_use import Place
from thriving.evidence.models import Fact, MeasureVersion, Release
from thriving.kernel.words import Words

pytestmark = pytest.mark.django_db

ADDRESS = "/evidence/people"


def test_a_visitor_sees_the_newest_release(releases: list[Release], client: Client) -> None:
    said = client.get(f"{ADDRESS}.json").json()
    assert (said["value"], said["on"], said["known"]) == (88, "2020-03-31", "2020-04-10")


def test_the_two_dates_choose_among_releases(releases: list[Release], client: Client) -> None:
    said = client.get(f"{ADDRESS}.json?on=2020-03-31&known=2020-03-31").json()
    assert (said["value"], said["known"]) == (84, "2020-03-31")


def test_the_same_two_dates_give_every_reader_the_same_number(
    releases: list[Release], client: Client, cast: Cast
) -> None:
    for question in ("on=2020-03-31&known=2020-03-31", "on=2020-03-31&known=2020-04-10"):
        told = {client.get(f"{ADDRESS}.json?{question}").json()["value"]}
        for reader in (cast.volunteer, cast.lead, cast.evaluator):
            client.force_login(reader)
            told.add(client.get(f"{ADDRESS}.json?{question}").json()["value"])
        client.logout()
        assert len(told) == 1


def test_the_correction_is_told_in_words(releases: list[Release], client: Client) -> None:
    page = plain(text(client, f"{ADDRESS}/"))
    assert "84 was published on 31 March 2020; 88 on 10 April 2020: 5 late records and 1 withdrawn." in page


def test_another_wording_of_the_measure_keeps_its_publications(
    releases: list[Release], client: Client
) -> None:
    actions.define_measure(
        "people", with_example(SPECIFICATIONS["people"]), title=Words(en="Said better"), by="test"
    )
    page = plain(text(client, f"{ADDRESS}/"))
    assert "84 was published on 31 March 2020; 88 on 10 April 2020" in page


def test_people_stand_by_public_source_and_small_ones_together(
    releases: list[Release], client: Client
) -> None:
    found = client.get(f"{ADDRESS}.json?known=2020-03-31").json()["rows"]
    assert sum(row["people"] for row in found) == 84
    assert found[0]["source_title"] == "Workshop w1"
    assert "w3" not in {row["source"] for row in found}


@pytest.mark.parametrize("ending", ["/", ".json", ".csv"])
def test_no_person_is_ever_a_row(releases: list[Release], client: Client, ending: str) -> None:
    said = client.get(f"{ADDRESS}{ending}").content.decode()
    assert not [number for number in range(89) if person(number) in said]
    assert "Leadership framework, " not in said


def test_a_live_reader_sees_the_rows(releases: list[Release], client: Client, cast: Cast) -> None:
    client.force_login(cast.evaluator)
    said = client.get(f"{ADDRESS}.json").json()
    assert (said["value"], said["rows_open"], len(said["rows"])) == (88, 88, 88)
    assert "Leadership framework, " in text(client, f"{ADDRESS}/")


def test_releases_can_be_chosen(releases: list[Release], client: Client) -> None:
    page = text(client, f"{ADDRESS}/")
    assert "known=2020-03-31" in page
    assert "corrects an earlier one" in page


@pytest.mark.parametrize("question", ["where=stage:in:tested", "since=2020-01-01", "until=2020-02-01"])
@pytest.mark.parametrize("ending", ["/", ".json", ".csv"])
def test_a_part_of_the_people_is_refused_with_a_sentence(
    releases: list[Release], client: Client, cast: Cast, question: str, ending: str
) -> None:
    client.force_login(cast.volunteer)
    response = client.get(f"{ADDRESS}{ending}?{question}")
    assert response.status_code == 400
    assert "never by parts" in response.content.decode()


def test_a_live_reader_may_ask_for_a_part(releases: list[Release], client: Client, cast: Cast) -> None:
    client.force_login(cast.lead)
    assert client.get(f"{ADDRESS}.json?where=source:in:w2").json()["value"] == 20


def test_a_part_that_is_published_is_shown(measures: dict[str, MeasureVersion], client: Client) -> None:
    asked = Asked.of(measures["people"], [["stage", "in", ["tested"]]])
    place = Place("a-plan", "tested", Words(en="Tested"), asked, "/a-plan/")
    with in_use.places.temporarily("test", lambda: [place]), on_day(MARCH):
        engage(range(12))
        actions.publish("a-plan", [asked], on=MARCH, by="test")
        assert client.get(f"{ADDRESS}.json?where=stage:in:tested").json()["value"] == 12


def test_before_anything_is_published_the_page_says_so(
    measures: dict[str, MeasureVersion], place: Place, client: Client
) -> None:
    engage(range(20))
    assert "Nothing is published for these dates." in text(client, f"{ADDRESS}/")
    assert client.get(f"{ADDRESS}.json").json()["value"] is None


def test_before_the_first_release_the_others_are_named(releases: list[Release], client: Client) -> None:
    page = plain(text(client, f"{ADDRESS}/?known=2020-03-01"))
    assert "Nothing is published for these dates." in page
    assert 'As of <time datetime="2020-03-31">' in page


def test_an_address_that_nobody_publishes_names_where_plans_ask(
    measures: dict[str, MeasureVersion], client: Client
) -> None:
    asked = Asked.of(measures["people"], [["stage", "in", ["tested"]]])
    place = Place("a-plan", "tested", Words(en="People who tested"), asked, "/a-plan/")
    with in_use.places.temporarily("test", lambda: [place]):
        assert "People who tested" in text(client, f"{ADDRESS}/")


def test_a_release_stays_what_it_was(releases: list[Release], client: Client) -> None:
    before = client.get(f"{ADDRESS}.json?known=2020-03-31").json()
    with on_day(APRIL):
        engage(range(200, 260))
    assert client.get(f"{ADDRESS}.json?known=2020-03-31").json() == before


def test_a_released_sample_is_marked(
    measures: dict[str, MeasureVersion], place: Place, client: Client
) -> None:
    engage(range(20))
    actions.publish("a-plan", [place.asked], on=date(2020, 4, 14), sample=True, by="test")
    assert client.get(f"{ADDRESS}.json").json()["sample"] is True


def test_the_page_costs_the_same_queries_however_many_releases(place: Place, client: Client) -> None:
    engage(range(20))
    costs = []
    for day in (1, 2, 3):
        actions.publish("a-plan", [place.asked], on=date(2020, 4, day), by="test")
        costs.append(cost_of(client, f"{ADDRESS}/"))
    assert costs[0] == costs[2] <= 5


def test_the_list_behind_it_has_a_digest(releases: list[Release], client: Client) -> None:
    assert Fact.objects.exists()
    assert client.get(f"{ADDRESS}.json").json()["digest"] in text(client, f"{ADDRESS}/")


def publish_two_numbers(measures: dict[str, MeasureVersion]) -> None:
    """All people, and those who are invited: nobody, before and after five more come late."""
    all_people = Asked.of(measures["people"])
    invited = Asked.of(measures["people"], [["stage", "in", ["invited"]]])
    with on_day(MARCH):
        engage(range(20))
        first = actions.publish("a-plan", [all_people, invited], on=MARCH, by="test")
    with on_day(APRIL):
        engage(range(20, 25))
        note = Words(en="Five came late.")
        actions.publish("a-plan", [all_people, invited], on=MARCH, corrects=first, note=note, by="test")


def test_the_note_of_a_correction_stands_only_where_it_changed_something(
    measures: dict[str, MeasureVersion], client: Client
) -> None:
    publish_two_numbers(measures)
    changed = plain(text(client, f"{ADDRESS}/"))
    assert "Five came late." in changed
    assert "20 was published on 31 March 2020; 25 on 10 April 2020" in changed
    same = plain(text(client, f"{ADDRESS}/?where=stage:in:invited"))
    assert "corrects an earlier one" in same
    assert "Five came late." not in same
    assert "was published on" not in same
