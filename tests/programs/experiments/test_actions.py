"""What may be done with an experiment, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from tests.conftest import Cast, person
from tests.programs.experiments import world

from thriving.evidence.models import Fact
from thriving.kernel.lifecycle import MoveRefused
from thriving.kernel.words import Words
from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.programs.experiments import actions, facts
from thriving.programs.experiments.actions import Told
from thriving.programs.experiments.actions.planning import digest_of
from thriving.programs.experiments.models import Experiment, Protocol, Result

pytestmark = pytest.mark.django_db


def standing() -> list[tuple[str, date]]:
    facts = Fact.objects.filter(kind="experiment.finished", superseded_number=None)
    return [(fact.subject, fact.occurred_on) for fact in facts]


def test_a_finished_experiment_is_in_the_ledger(organizer: Person) -> None:
    world.running(organizer, "coffee")
    world.finished(organizer)
    assert standing() == [("tea", world.ENDED)]


def test_one_that_was_stopped_is_not(organizer: Person) -> None:
    actions.stop(world.running(organizer), reason="Nobody came.", by=organizer)
    assert standing() == []


def test_what_experiments_say_is_what_the_ledger_holds(organizer: Person) -> None:
    world.finished(organizer)
    (stated,) = facts.statements()
    assert (stated.subject, stated.occurred_on) == standing()[0]


def test_a_withdrawn_result_no_longer_counts(organizer: Person) -> None:
    experiment = world.finished(organizer)
    with world.on(world.ENDED + timedelta(days=3)):
        actions.withdraw(experiment, reason="The lists were swapped.", by=organizer)
    assert standing() == []
    assert Fact.objects.filter(kind="experiment.finished").count() == 1  # as of then it stays known
    assert list(facts.statements()) == []


def test_the_verdict_is_not_chosen_but_computed(organizer: Person) -> None:
    result = world.finished(organizer).result
    assert result is not None
    assert (result.verdict, result.estimate) == ("supported", Decimal("40.0000"))
    assert result.low < result.estimate < result.high


def test_means_are_compared_too(organizer: Person) -> None:
    side = {"mean": Decimal("5.5"), "deviation": Decimal(1), "size": 30}
    seen = {"changed": side, "compared": {**side, "mean": Decimal(5)}}
    experiment = world.finished(organizer, told=Told(seen, "Hardly."), outcome="mean")
    assert experiment.result is not None
    assert (experiment.result.estimate, experiment.result.verdict) == (Decimal("0.5000"), "not_supported")
    assert experiment.result.seen["changed"]["mean"] == "5.5"


def test_a_correction_stands_beside_the_earlier_result(organizer: Person) -> None:
    experiment = world.finished(organizer)
    seen = {"changed": {"reached": 42, "size": 100}, "compared": {"reached": 40, "size": 100}}
    actions.correct(experiment, Told(seen, "It does not."), why="Somebody counted twice.", by=organizer)
    assert [result.verdict for result in experiment.results.all()] == ["supported", "cant_tell"]
    assert experiment.result is not None
    assert experiment.result.why == "Somebody counted twice."
    assert standing() == [("tea", world.ENDED)]


def test_what_was_decided_is_not_rewritten(organizer: Person) -> None:
    experiment = world.decided(organizer)
    with pytest.raises(Refused, match="note what goes otherwise"):
        actions.rewrite(experiment, world.planned(worth_having=Decimal(1)), by=organizer)
    assert Experiment.objects.get().worth_having == Decimal(10)


def test_its_hash_is_that_of_what_was_decided(organizer: Person) -> None:
    world.decided(organizer)
    protocol = Protocol.objects.get()
    assert protocol.digest == digest_of(protocol.decided)
    assert protocol.decided["worth_having"] == "10.0000"


@pytest.mark.parametrize("table", [Protocol, Result])
def test_the_database_refuses_to_change_it(organizer: Person, table: type[Protocol | Result]) -> None:
    world.finished(organizer)
    with pytest.raises(DatabaseError), transaction.atomic():
        table._base_manager.update(experiment_id=0)


def test_no_result_is_told_of_what_was_changed_past_the_page(organizer: Person) -> None:
    experiment = world.running(organizer)
    Experiment.objects.update(worth_having=Decimal(1))
    changed = Experiment.objects.get()
    with world.on(world.ENDED), pytest.raises(Refused, match="changed since"):
        actions.finish(changed, world.TOLD, on=world.ENDED, by=organizer)
    assert standing() == []
    assert Experiment.objects.get(pk=experiment.pk).state == "running"


def test_a_draft_without_its_sample_is_not_decided(organizer: Person) -> None:
    experiment = world.draft(organizer, planned_size=None)
    with pytest.raises(MoveRefused, match="how many are to take part on each side"):
        actions.decide(experiment, by=organizer)


@pytest.mark.parametrize(
    "missing", ["question", "hypothesis", "change", "comparison", "measured", "sample_words"]
)
def test_a_draft_with_a_hole_is_not_decided(organizer: Person, missing: str) -> None:
    experiment = world.draft(organizer, **{missing: " "})
    with pytest.raises(MoveRefused, match="must be filled in first"):
        actions.decide(experiment, by=organizer)


def test_a_draft_without_a_difference_worth_having_is_not_decided(organizer: Person) -> None:
    experiment = world.draft(organizer, worth_having=None)
    with pytest.raises(MoveRefused, match="worth having"):
        actions.decide(experiment, by=organizer)


@pytest.mark.parametrize("worth", ["0", "-1", "NaN", "Infinity", "1e400", "100.0001"])
def test_a_difference_that_makes_no_sense_is_refused(organizer: Person, worth: str) -> None:
    with pytest.raises(Refused):
        world.draft(organizer, worth_having=Decimal(worth))
    assert not Experiment.objects.exists()


@pytest.mark.parametrize(
    "otherwise",
    [
        {"title": Words()},
        {"title": Words(en="x" * 151)},
        {"framework": "Campaign in a Box"},
        {"question": "x" * 3_001},
        {"planned_size": 9},
        {"level": 50},
        {"outcome": "feeling"},
    ],
)
def test_a_plan_that_makes_no_sense_is_refused(organizer: Person, otherwise: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        world.draft(organizer, **otherwise)


@pytest.mark.parametrize("key", ["new", "Tea", "tea--two", "../tea", ""])
def test_an_address_that_cannot_be_one_is_refused(organizer: Person, key: str) -> None:
    with pytest.raises(Refused, match="cannot stand in an address"):
        world.draft(organizer, key)


def test_two_do_not_share_an_address(organizer: Person) -> None:
    world.draft(organizer)
    with pytest.raises(Refused, match="already"):
        world.draft(organizer)


@pytest.mark.parametrize("side", ["changed", "compared"])
@pytest.mark.parametrize(
    "figures",
    [
        {"reached": 11, "size": 10},
        {"reached": -1, "size": 10},
        {"reached": 0, "size": 9},
        {"reached": 1, "size": 10**10},
    ],
)
def test_figures_that_cannot_be_are_refused(organizer: Person, side: str, figures: dict[str, int]) -> None:
    experiment = world.running(organizer)
    told = replace(world.TOLD, seen={**world.SEEN, side: figures})
    with world.on(world.ENDED), pytest.raises(Refused):
        actions.finish(experiment, told, on=world.ENDED, by=organizer)
    assert Experiment.objects.get().state == "running"


@pytest.mark.parametrize("deviation", ["0", "-0.01", "NaN", "Infinity", "1e400"])
def test_a_mean_spreads_by_a_number(organizer: Person, deviation: str) -> None:
    experiment = world.running(organizer, outcome="mean")
    side: dict[str, Decimal | int] = {"mean": Decimal(5), "deviation": Decimal(deviation), "size": 30}
    with world.on(world.ENDED), pytest.raises(Refused):
        actions.finish(
            experiment, Told({"changed": side, "compared": side}, "So."), on=world.ENDED, by=organizer
        )


def test_days_come_in_their_order(organizer: Person) -> None:
    experiment = world.decided(organizer)
    with world.on(world.STARTED), pytest.raises(Refused, match="latest"):
        actions.start(experiment, on=world.STARTED + timedelta(days=1), by=organizer)
    with world.on(world.STARTED), pytest.raises(Refused, match="before it was decided"):
        actions.start(experiment, on=world.DECIDED - timedelta(days=1), by=organizer)
    with world.on(world.STARTED):
        actions.start(experiment, on=world.STARTED, by=organizer)
    with world.on(world.ENDED), pytest.raises(Refused, match="before it started"):
        actions.finish(experiment, world.TOLD, on=world.STARTED - timedelta(days=1), by=organizer)
    with world.on(world.ENDED), pytest.raises(Refused, match="not come yet"):
        actions.finish(experiment, world.TOLD, on=world.ENDED + timedelta(days=1), by=organizer)


@pytest.mark.parametrize("reason", ["", " \u200b "])
def test_nothing_is_stopped_without_a_reason(organizer: Person, reason: str) -> None:
    with pytest.raises(MoveRefused):
        actions.stop(world.running(organizer), reason=reason, by=organizer)


def test_what_goes_otherwise_is_noted_while_it_runs(organizer: Person) -> None:
    experiment = world.running(organizer)
    actions.deviate(experiment, "The kettle broke on the second day.", by=organizer)
    assert [each.words for each in experiment.deviations.all()] == ["The kettle broke on the second day."]
    actions.stop(experiment, reason="No kettle.", by=organizer)
    with pytest.raises(Refused, match="while the experiment runs"):
        actions.deviate(experiment, "One more.", by=organizer)


def test_others_do_not_touch_it(organizer: Person, cast: Cast) -> None:
    experiment = world.running(organizer)
    for somebody in (
        cast.volunteer,
        cast.evaluator,
        cast.editor,
        cast.operator,
        person("other", "organizer"),
    ):
        with pytest.raises(PermissionDenied):
            actions.stop(experiment, reason="Mine.", by=somebody)


def test_a_volunteer_proposes_none(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        world.draft(cast.volunteer)


def test_what_is_decided_is_what_stands_now(organizer: Person) -> None:
    """Somebody rewrites it while another, who has read it as it was, decides."""
    opened = world.draft(organizer)
    actions.rewrite(Experiment.objects.get(), world.planned(hypothesis=""), by=organizer)
    with pytest.raises(MoveRefused, match="Hypothesis"):
        actions.decide(opened, by=organizer)
    assert Experiment.objects.get().state == "draft"


def test_nothing_is_decided_without_what_is_worth_having(organizer: Person) -> None:
    world.draft(organizer, worth_having=None)
    with pytest.raises(DatabaseError), transaction.atomic():
        Experiment.objects.update(state="decided")


def test_what_was_withdrawn_is_still_told(organizer: Person) -> None:
    experiment = world.finished(organizer)
    actions.withdraw(experiment, reason="The lists were swapped.", by=organizer)
    withdrawn = Experiment.objects.get()
    assert withdrawn.state == "withdrawn"
    assert withdrawn.result is not None
    assert withdrawn.result.lessons == "Tea helps."
