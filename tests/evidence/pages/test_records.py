from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.conftest import Cast
from tests.evidence.pages.conftest import on_day, state

from thriving.evidence import in_use, stated
from thriving.evidence.asked import Asked
from thriving.evidence.in_use import Place
from thriving.evidence.models import Indicator, IndicatorValue, Measure, MeasureVersion, Source
from thriving.kernel import clock
from thriving.kernel.words import Words

pytestmark = pytest.mark.django_db


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, response.content
    return " ".join(response.content.decode().split())


def rows(client: Client, address: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get(address).json()["rows"]
    return found


def test_a_number_opens_to_its_records(pilots: None, client: Client) -> None:
    page = text(client, "/evidence/communities/")
    assert "<strong>3</strong>" in page.replace("<bdi>", "").replace("</bdi>", "")
    assert "alpha, a thematic community, contributed pilot data." in page
    assert "First pilot" in page
    assert "gone" not in page


def test_the_twin_has_the_same_number_and_records(pilots: None, client: Client) -> None:
    said = client.get("/evidence/communities.json").json()
    assert (said["value"], said["rows_open"], said["rows_hidden"]) == (3, 3, {})
    assert [row["subject"] for row in said["rows"]] == ["late", "beta", "alpha"]
    assert said["rows"][2]["source_title"] == "First pilot"
    assert said["rows"][2]["dimensions"] == ["community_type=thematic", "language=es"]


def test_the_number_can_be_asked_as_it_was_known(pilots: None, client: Client) -> None:
    said = client.get("/evidence/communities.json?on=2020-03-31&known=2020-03-31").json()
    assert said["value"] == 3
    assert sorted(row["subject"] for row in said["rows"]) == ["alpha", "beta", "gone"]


def test_the_difference_between_two_known_days_is_told(pilots: None, client: Client) -> None:
    page = text(client, "/evidence/communities/?on=2020-03-31&known=2020-03-31")
    assert "3 was known on 31 March 2020; 3 is known now: 1 late record and 1 withdrawn." in page
    assert "came late" in page


def test_a_correction_is_told_with_what_it_said_before(pilots: None, client: Client) -> None:
    with on_day(date(2020, 4, 12)):
        state("pilot.data_contributed", "beta", community_type="regional", language="fa")
    page = text(client, "/evidence/communities/?on=2020-03-31&known=2020-04-10")
    assert "3 is known now: 1 corrected." in page
    assert "before the correction" in page


def test_a_number_as_known_now_has_no_difference(pilots: None, client: Client) -> None:
    assert "is known now" not in text(client, "/evidence/communities/")


def test_records_are_filtered(pilots: None, client: Client) -> None:
    said = client.get("/evidence/communities.json?where=language:in:es").json()
    assert said["value"] == 2
    assert {row["subject"] for row in said["rows"]} == {"alpha", "late"}


def test_what_is_picked_becomes_a_filter_of_the_address(pilots: None, client: Client) -> None:
    response = client.get("/evidence/communities/?with-language=es&with-community_type=&on=2020-04-14&page=3")
    assert response.status_code == 302
    assert response["Location"] == "/evidence/communities/?on=2020-04-14&where=language:in:es"


def test_the_form_offers_values_that_occur(pilots: None, client: Client) -> None:
    assert "with-language" not in text(client, "/evidence/communities/")  # three records need no filter
    for name in ("delta", "epsilon", "zeta"):
        state("pilot.data_contributed", name, community_type="thematic", language="es")
    page = text(client, "/evidence/communities/")
    assert '<option value="ar">Arabic</option>' in page
    assert "Type of community" in page
    assert "with-region" not in page


def test_a_filter_can_be_taken_away(pilots: None, client: Client) -> None:
    page = text(client, "/evidence/communities/?where=language:in:es&where=community_type:in:thematic")
    assert 'href="?where=community_type:in:thematic"' in page


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("on=31.3.2020", "which is not a day such as 2020-04-15"),
        ("on=2020-02-30", "which is not a day such as 2020-04-15"),
        ("known=2999-01-01", "Nothing is known yet of a day that has not come"),
        ("on=2999-01-01", "Nothing is known yet of a day that has not come"),
        ("where=language", "“language” is no filter"),
        ("where=language:is:es", "“language:is:es” is no filter"),
        ("where=language:in:", "“language:in:” is no filter"),
        ("where=gender:in:x", "These records have no “gender”"),
        ("since=2020-04-01&until=2020-03-01", "The first day of this question lies after its last"),
        ("version=one", "which is not a whole number"),
    ],
)
@pytest.mark.parametrize("ending", ["/", ".json", ".csv"])
def test_what_cannot_be_asked_is_refused_with_a_sentence(
    pilots: None, client: Client, question: str, sentence: str, ending: str
) -> None:
    response = client.get(f"/evidence/communities{ending}?{question}")
    assert response.status_code == 400
    assert sentence in response.content.decode().replace("&#x27;", "'")


@pytest.mark.parametrize("address", ["/evidence/nothing/", "/evidence/communities/?version=9"])
def test_what_is_not_there_is_not_found(pilots: None, client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_rows_that_one_may_not_open_are_counted_and_not_shown(
    measures: object, client: Client, cast: Cast
) -> None:
    state("pilot.data_contributed", "alpha", community_type="thematic")
    state("pilot.data_contributed", "inner", community_type="thematic", visibility="members")
    state("pilot.data_contributed", "secret", community_type="thematic", visibility="sealed")
    said = client.get("/evidence/communities.json").json()
    assert (said["value"], said["rows_open"], said["rows_hidden"]) == (3, 1, {"members": 1, "sealed": 1})
    page = plain(text(client, "/evidence/communities/"))
    assert "3 records stand behind it: 1 that you can open and 2 that you may not" in page
    assert "(1 open to those who are signed in, 1 open to nobody here)" in page
    client.force_login(cast.volunteer)
    assert client.get("/evidence/communities.json").json()["rows_open"] == 2


def plain(page: str) -> str:
    for tag in ("<bdi>", "</bdi>"):
        page = page.replace(tag, "")
    return page


def test_permission_never_changes_the_number(measures: object, client: Client, cast: Cast) -> None:
    for visibility in ("public", "members", "restricted", "sealed"):
        state("pilot.data_contributed", visibility, community_type="thematic", visibility=visibility)
    told = {client.get("/evidence/communities.json").json()["value"]}
    for reader in (cast.volunteer, cast.lead, cast.evaluator, cast.operator):
        client.force_login(reader)
        told.add(client.get("/evidence/communities.json").json()["value"])
    assert told == {4}


def test_a_filter_never_tells_of_sealed_records(measures: object, client: Client) -> None:
    state("crisis.event_qualified", "event-1", visibility="sealed")
    assert client.get("/evidence/events.json").json()["value"] == 1
    narrowed = client.get("/evidence/events.json?where=subject:in:event-1").json()
    assert (narrowed["value"], narrowed["rows_hidden"], narrowed["rows"]) == (None, {}, [])
    assert "never told apart by filters" in text(client, "/evidence/events/?where=subject:in:event-1")


def test_of_a_share_the_missing_come_first(measures: object, client: Client) -> None:
    for name in ("host", "medic", "guard"):
        state("risk.stakeholder_required", name)
    state("risk.stakeholder_engaged", "host", date(2020, 3, 20))
    found = rows(client, "/evidence/stakeholders.json")
    assert [(row["subject"], row["mark"]) for row in found] == [
        ("guard", "missing"),
        ("medic", "missing"),
        ("host", ""),
        ("host", ""),
    ]
    page = plain(text(client, "/evidence/stakeholders/"))
    assert "2 of 3 are missing." in page
    missing, met = page.split("<h2>Met</h2>")
    assert ("guard must take part" in missing, "guard must take part" in met) == (True, False)
    assert "host took part" in met


def test_of_nothing_there_is_no_case_yet(measures: object, client: Client) -> None:
    assert "no case yet" in text(client, "/evidence/stakeholders/")
    assert client.get("/evidence/stakeholders.json").json()["value"] is None


def test_members_of_a_set_stand_with_their_proof(measures: object, client: Client) -> None:
    Source.objects.create(key="d1", kind="decision", title=Words(en="The decision"))
    state("position.filled", "p1", region="south-asia", role="regional-liaison", source="d1")
    page = plain(text(client, "/evidence/regions/?members=south-asia,europe"))
    assert "South Asia, <time" in page
    assert "The decision" in page
    assert "Not started" in page


def test_a_change_tells_its_pairs(measures: object, client: Client) -> None:
    for wave, value in (("before", 1), ("after", 3)):
        state("capacity.assessed", "a", wave=wave, capacity="c", value=value)
    state("capacity.assessed", "b", wave="before", capacity="c", value=1)
    page = plain(text(client, "/evidence/grown/"))
    assert "Assessed before and after</dt><dd>1</dd>" in page
    assert "Assessed only once, and not counted</dt><dd>1</dd>" in page


def test_a_typed_number_says_so(measures: object, client: Client, cast: Cast) -> None:
    proposed = stated.propose(
        Measure.objects.get(key="trained"),
        value=Decimal(12),
        occurred_on=date(2020, 3, 1),
        by=cast.evaluator,
        proof_url="https://example.org/",
    )
    stated.confirm(proposed, by=cast.second_evaluator)
    assert text(client, "/evidence/trained/").count("typed by a person") == 2


def test_an_indicator_opens_to_its_months(measures: object, client: Client) -> None:
    editors = Indicator.objects.create(
        key="editors", title=Words(en="Editors"), unit="person", imported_at=clock.now()
    )
    for month, value in ((2, 100), (3, 120)):
        IndicatorValue.objects.create(
            indicator=editors, month=date(2020, month, 1), value=value, known_number=0
        )
    answer = client.get("/evidence/retention.json").json()
    assert answer["value"] == 120
    assert [row["value"] for row in answer["rows"]] == [100, 120]
    assert "March 2020" in text(client, "/evidence/retention/")


def test_an_indicator_that_was_never_read_says_how(measures: object, client: Client) -> None:
    assert "thriving indicators import" in text(client, "/evidence/retention/")


def test_the_list_costs_the_same_queries_whatever_its_length(measures: object, client: Client) -> None:
    costs = []
    for number in range(3):
        Source.objects.create(key=f"p{number}", kind="pilot", title=Words(en="A pilot"))
        source = {"community_type": "thematic", "language": "es", "source": f"p{number}"}
        state("pilot.data_contributed", f"c{number}", **source)
        costs.append(cost_of(client, "/evidence/communities/"))
    assert costs[0] == costs[2] <= 12


def cost_of(client: Client, address: str) -> int:
    """How many queries a page takes once what it keeps in memory is there."""
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)


HOSTILE = ["=HYPERLINK(1)", "<script>alert(1)</script>", "שלום", "مرحبا", "👩🏽‍🔬", "漢" * 100]


@pytest.mark.parametrize("title", [*HOSTILE, "x" * 10_000])
def test_texts_of_every_script_are_shown_as_they_are(pilots: None, client: Client, title: str) -> None:
    Source.objects.filter(key="p1").update(title=Words(en=title))
    page = client.get("/evidence/communities/").content.decode()
    assert "<script>alert" not in page
    assert rows(client, "/evidence/communities.json")[2]["source_title"] == title
    first = client.get("/evidence/communities.csv").content.decode().splitlines()[3]
    assert ("'=HYPERLINK" in first) == title.startswith("=")


def test_long_lists_are_read_page_by_page(measures: object, client: Client) -> None:
    for number in range(51):
        state("pilot.data_contributed", f"c{number:02}", community_type="thematic")
    assert "Page 1 of 2" in text(client, "/evidence/communities/")
    assert "c00" in text(client, "/evidence/communities/?page=2")


def test_the_words_on_the_page_are_those_of_a_reader(pilots: None, client: Client) -> None:
    page = text(client, "/evidence/communities/?on=2020-03-31&known=2020-03-31").lower()
    assert not [word for word in ("ledger", "snapshot", "queryset") if word in page]


def test_records_of_a_sample_are_marked(pilots: None, client: Client) -> None:
    Source.objects.filter(key="p1").update(sample=True)
    assert client.get("/evidence/communities.json").json()["sample"] is True
    assert client.get("/evidence/communities.csv").content.decode().startswith("sample,")


def test_of_no_case_nobody_is_missing_and_nothing_opens(
    measures: dict[str, MeasureVersion], client: Client
) -> None:
    page = text(client, "/evidence/stakeholders/").lower()
    assert "no case yet" in page
    assert "no record stands behind it yet." in page
    assert "you can open them all" not in page
    assert "missing" not in page


def test_an_official_series_is_real_even_where_a_sample_asks_for_it(
    measures: dict[str, MeasureVersion], client: Client
) -> None:
    asked = {key: Asked.of(measures[key]) for key in ("retention", "events")}
    places = [Place("s", key, Words(en=key), each, "/s/", sample=True) for key, each in asked.items()]
    with in_use.places.temporarily("test", lambda: places):
        assert client.get("/evidence/events.json").json()["sample"] is True
        assert client.get("/evidence/retention.json").json()["sample"] is False
