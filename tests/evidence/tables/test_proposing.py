"""Two evaluators agree on a table before anything is counted for it."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from tests.conftest import Cast
from tests.evidence.tables import world
from tests.evidence.tables.world import MARCH, at, proposal
from tests.factories import with_example

from thriving.evidence import actions
from thriving.evidence.asked import Asked
from thriving.evidence.disclosure.protect import Refused, Why
from thriving.evidence.kinds import Dimension, Type
from thriving.evidence.models import TableRelease, TableSpecification
from thriving.evidence.tables import auditing, proposing
from thriving.kernel import access, diary
from thriving.kernel.lifecycle import MoveRefused
from thriving.kernel.words import Words

pytestmark = pytest.mark.django_db


def refused(said: proposing.Proposal, cast: Cast) -> str:
    with pytest.raises(ValidationError) as refusal:
        proposing.propose(said, by=cast.evaluator)
    assert not TableSpecification.objects.exists()
    return " ".join(refusal.value.messages)


def test_a_table_says_what_it_tells_apart(asked: Asked, cast: Cast) -> None:
    table = proposing.propose(proposal(asked, "role", "standing"), by=cast.evaluator)
    assert (table.state, table.proposed_by) == ("proposed", cast.evaluator.key)
    assert table.schemes["role"]["categories"] == ["affiliate_leader", "organizer"]
    assert table.schemes["standing"]["categories"] == ["new", "existing", "not_stated"]
    assert [entry.verb for entry in diary.entries_about(table)] == ["proposed"]


@pytest.mark.parametrize(
    ("dimensions", "more", "sentence"),
    [
        (("region", "role", "standing"), {}, "Three properties at once are refused"),
        (("region", "region"), {}, "Choose one property, or two different ones"),
        (("cohort",), {}, "does not say that it may be broken down by “Group of learners”"),
        (("language",), {}, "Name the values of “Language”"),
        (("region",), {"k": 9}, "Fewer than 10 people are never told here"),
        (("region",), {"sensitive": True}, "Fewer than 20 people are never told here"),
        (("region",), {"least_population": 29}, "fewer than 30 people is not divided"),
        (("region",), {"cadence": "weekly"}, "Choose how often it is published"),
        (("region",), {"why": " "}, "Say what the table is for"),
        (("region",), {"key": "By Region"}, "A key has small letters"),
        (("region",), {"key": "propose"}, "A key has small letters"),
    ],
)
def test_a_bad_proposal_gets_a_sentence(
    asked: Asked, cast: Cast, dimensions: tuple[str, ...], more: dict[str, Any], sentence: str
) -> None:
    assert sentence in refused(proposal(asked, *dimensions, **more), cast)


def test_people_are_never_told_by_country(asked: Asked, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    country = Dimension("country", Type.COUNTRY, "Where somebody is.")
    monkeypatch.setattr(proposing, "dimension_of", lambda *_named: country)
    assert "never told by country" in refused(proposal(asked, "region"), cast)


def test_parts_are_not_told_more_often_than_the_whole(cast: Cast) -> None:
    said = with_example({**world.SAID, "privacy": {"k": 10, "cadence": "yearly"}})
    yearly = Asked.of(actions.define_measure("yearly", said, title=Words(en="Yearly"), by="test"))
    assert "no more often than “yearly”" in refused(proposal(yearly), cast)


def test_what_is_not_about_people_needs_no_table(cast: Cast) -> None:
    said = with_example({"kind": "count", "fact": "partner.met", "unit": {"code": "partner"}})
    partners = Asked.of(actions.define_measure("partners", said, title=Words(en="Partners"), by="test"))
    assert "does not count people" in refused(proposal(partners), cast)


def test_a_second_evaluator_approves(asked: Asked, cast: Cast) -> None:
    table = proposing.propose(proposal(asked), by=cast.evaluator)
    with pytest.raises(PermissionDenied):
        proposing.approve(table, by=cast.evaluator)
    for somebody in (cast.lead, cast.editor, cast.operator, cast.volunteer):
        with pytest.raises(PermissionDenied):
            proposing.approve(table, by=somebody)
    proposing.approve(table, by=cast.second_evaluator)
    assert (table.state, table.decided_by) == ("approved", cast.second_evaluator.key)


def test_the_database_itself_wants_a_second_person(asked: Asked, cast: Cast) -> None:
    table = proposing.propose(proposal(asked), by=cast.evaluator)
    with pytest.raises(IntegrityError, match="second_evaluator"):
        TableSpecification.objects.filter(pk=table.pk).update(decided_by=cast.evaluator.key)


def test_a_table_is_declined_and_retired_with_a_reason(asked: Asked, cast: Cast) -> None:
    table = proposing.propose(proposal(asked), by=cast.evaluator)
    with pytest.raises(ValidationError, match="Say why"):
        proposing.decline(table, by=cast.second_evaluator, why=" ")
    proposing.approve(table, by=cast.second_evaluator)
    with pytest.raises(ValidationError, match="Say why"):
        proposing.retire(table, by=cast.evaluator, why="")
    proposing.retire(table, by=cast.evaluator, why="Another one tells more.")
    assert table.state == "retired"
    with pytest.raises(PermissionDenied), at(MARCH):
        proposing.retire(table, by=cast.evaluator, why="Again.")


def test_a_decided_table_is_not_decided_again(asked: Asked, cast: Cast) -> None:
    table = proposing.propose(proposal(asked), by=cast.evaluator)
    stale = TableSpecification.objects.get(pk=table.pk)
    proposing.decline(table, by=cast.second_evaluator, why="Not needed.")
    with pytest.raises((MoveRefused, PermissionDenied)):
        proposing.approve(stale, by=cast.second_evaluator)


def test_a_table_that_cannot_be_made_safe_is_not_approved(
    asked: Asked, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = proposing.propose(proposal(asked), by=cast.evaluator)
    unsafe = Refused(table.key, Why.UNSAFE)
    monkeypatch.setattr(auditing, "protect", lambda *_tables, **_more: unsafe)
    with pytest.raises(ValidationError, match="could be computed"):
        proposing.approve(table, by=cast.second_evaluator)
    table.refresh_from_db()
    assert table.state == "proposed"


def test_two_numbers_of_the_same_people_are_not_both_divided(asked: Asked, cast: Cast) -> None:
    """Tables of all people and of the organizers among them: the difference would be the leaders."""
    world.approved(proposal(asked), cast.evaluator, cast.second_evaluator)
    organizers = Asked.of(asked.version, [["role", "in", ["organizer"]]])
    with pytest.raises(ValidationError, match="found by subtracting"):
        proposing.propose(proposal(organizers, key="organizers-by-region"), by=cast.evaluator)


def test_two_lists_of_languages_are_not_told_side_by_side(asked: Asked, cast: Cast) -> None:
    """The others of two lists differ by those who speak what only one of them names."""
    proposing.propose(
        proposal(asked, "language", key="by-language", values={"language": ["es", "ar"]}), by=cast.evaluator
    )
    more = proposal(asked, "language", "role", key="by-both", values={"language": ["es", "ar", "fr"]})
    with pytest.raises(ValidationError, match="apart by other categories"):
        proposing.propose(more, by=cast.evaluator)
    same = proposal(asked, "language", "role", key="by-both", values={"language": ["es", "ar"]})
    assert proposing.propose(same, by=cast.evaluator).state == "proposed"


def test_four_regions_stand_beside_eight(asked: Asked, cast: Cast) -> None:
    """The one folds into the other, which the engine knows."""
    world.approved(proposal(asked), cast.evaluator, cast.second_evaluator)
    coarser = proposal(asked, "region", "role", key="by-four-regions", coarser=True)
    table = world.approved(coarser, cast.evaluator, cast.second_evaluator)
    assert len(table.schemes["region"]["categories"]) == 5
    with at(world.date(2020, 7, 1)):
        assert [each.outcome for each in world.published()] == ["published", "published"]


def test_a_retired_table_is_published_no_more(first: TableRelease, cast: Cast) -> None:
    table = TableSpecification.objects.get()
    proposing.retire(table, by=cast.evaluator, why="Enough.")
    with at(world.date(2020, 7, 1)):
        assert world.published() == []
    assert list(table.releases.all()) == [first]


def test_proposed_tables_are_for_evaluators(asked: Asked, cast: Cast) -> None:
    table = proposing.propose(proposal(asked), by=cast.evaluator)
    readers = (cast.visitor, cast.volunteer, cast.lead, cast.editor, cast.operator)
    assert not any(access.may(reader, "see_table", table) for reader in readers)
    assert access.may(cast.second_evaluator, "see_table", table)
