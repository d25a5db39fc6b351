from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.conftest import Cast

from thriving.kernel import clock, diary
from thriving.movement.actions import Refused
from thriving.movement.models import Country, Language, Standing
from thriving.movement.models.standing import Definition
from thriving.programs.matching.actions import replace_weights
from thriving.programs.matching.engine import FINDING
from thriving.programs.matching.models import Purpose, WeightSet
from thriving.programs.matching.queries import shipped, terms, under_served, versions, weights_of

HALVES = {"wanted": 50, "language": 50}
DAY = datetime(2020, 4, 15, 12, tzinfo=UTC)


@pytest.mark.parametrize("purpose", Purpose.values)
def test_shipped_weights_add_up(purpose: str) -> None:
    assert sum(shipped()[purpose].weights.values()) == 100


def test_mentoring_weighs_only_what_its_forms_ask() -> None:
    """Nobody can tell a level, nor what they could give in return."""
    assert not {"level", "reciprocity"} & shipped()["mentoring"].weights.keys()


def test_new_weights_replace_those_before_and_say_why(cast: Cast) -> None:
    with clock.stopped_at(DAY):
        made = replace_weights("initiatives", HALVES, reason="Time is told by few.", by=cast.lead)
        assert terms("initiatives", clock.today(), FINDING).weights == HALVES
    assert [each.version for each in versions("initiatives")] == [2, 1]
    assert weights_of("mentoring") == shipped()["mentoring"]
    (entry,) = diary.entries_about(made)
    assert entry.verb == "replaced"
    assert entry.actor == cast.lead.key


@pytest.mark.parametrize(
    ("weights", "reason", "sentence"),
    [
        ({"wanted": 99}, "So.", "must add up to 100, and these add up to 99"),
        ({"wanted": 120, "level": -20}, "So.", "less than 0"),
        ({"wanted": 50, "charm": 50}, "So.", "no part called “charm”"),
        (HALVES, " ", "Say why"),
    ],
)
def test_what_cannot_be_weights_is_refused(
    cast: Cast, weights: dict[str, int], reason: str, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        replace_weights("initiatives", weights, reason=reason, by=cast.evaluator)
    assert not WeightSet.objects.exists()


def test_the_same_weights_again_are_no_version(cast: Cast) -> None:
    with pytest.raises(Refused, match="already"):
        replace_weights(
            "initiatives", dict(shipped()["initiatives"].weights), reason="So.", by=cast.evaluator
        )


def test_a_version_never_changes(cast: Cast) -> None:
    made = replace_weights("initiatives", HALVES, reason="So.", by=cast.evaluator)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE matching_weightset SET reason = 'Other' WHERE id = %s", [made.pk])


def test_everybody_reads_all_versions(client: Client, cast: Cast) -> None:
    with clock.stopped_at(DAY):
        replace_weights("initiatives", HALVES, reason="Time is told by few.", by=cast.evaluator)
    page = re.sub(r"</?(bdi|time)[^>]*>", "", client.get("/find/weights/").content.decode())
    assert "Version 2, since 15 April 2020" in page
    assert "Time is told by few." in page
    assert "Version 1, as shipped" in page
    assert "Change the weights" not in page


def test_the_page_asks_as_often_of_three_versions_as_of_one(client: Client, cast: Cast) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get("/find/weights/")
        return len(asked)

    none = queries()
    replace_weights("initiatives", HALVES, reason="So.", by=cast.evaluator)
    replace_weights("initiatives", {"wanted": 100}, reason="So.", by=cast.evaluator)
    assert queries() == none


def test_an_evaluator_changes_them_on_the_page(client: Client, cast: Cast) -> None:
    client.force_login(cast.evaluator)
    assert "Change the weights" in client.get("/find/weights/").content.decode()
    told = {**dict.fromkeys(("level", "availability", "place", "recency", "reciprocity"), 0), **HALVES}
    wrong = client.post("/find/weights/initiatives/", {**told, "under_served": 1, "reason": "So."})
    assert wrong.status_code == 422
    assert "these add up to 101" in wrong.content.decode()
    right = client.post("/find/weights/initiatives/", {**told, "under_served": 0, "reason": "So."})
    assert right["Location"] == "/find/weights/"
    assert weights_of("initiatives").weights == HALVES


def test_those_served_least_are_told_by_standings(db: None) -> None:
    definition = Definition.objects.create(
        key="emerging", version=1, begins_on=date(2019, 1, 1), axes=["country"], source="a list"
    )
    Language.objects.create(code="dag", standard="dag", name="Dagbani")
    Country.objects.create(code="GH", alpha3="GHA", name="Ghana")
    said = {"definition": definition, "source": "a list", "begins_on": date(2019, 1, 1)}
    Standing.objects.create(kind="underrepresented", language_id="dag", **said)
    Standing.objects.create(kind="emerging", country_id="GH", ends_on=date(2020, 1, 1), **said)
    assert under_served(date(2019, 6, 1)) == {"dag", "GH"}
    assert under_served(date(2020, 4, 15)) == {"dag"}
