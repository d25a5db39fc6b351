from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from tests.safety.crisis import world
from tests.safety.crisis.world import DAY, HOUR, MINUTE, MONDAY, WHY, answers

from thriving.evidence.models import Fact
from thriving.kernel.models import Mail
from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.safety.crisis.actions import clocks, counting, deciding, linking
from thriving.safety.crisis.actions.words import Written
from thriving.safety.crisis.models import Crisis
from thriving.safety.crisis.queries.crises import late_clocks, undecided, unread_decisions

Team = tuple[Person, Person, Person]


@pytest.fixture
def team(db: None) -> Team:
    return world.team()


def fresh(crisis: Crisis) -> Crisis:
    return Crisis.objects.get(pk=crisis.pk)


def test_a_report_that_is_known_already_goes_with_the_other(team: Team) -> None:
    known = world.qualified(team[0])
    again = fresh(world.linked(known, team[0], MONDAY + HOUR))
    assert (again.state, again.duplicate_of) == ("linked", known)
    running = again.clocks.filter(met_at=None, dropped_at=None)
    assert [each.task for each in running] == ["second-reader"]


def test_it_is_linked_with_a_reason(team: Team) -> None:
    known, again = world.qualified(team[0]), world.raised()
    with pytest.raises(Refused, match="Write what there is to say"):
        linking.link(again, known, reason=Written(""), by=team[0])
    assert fresh(again).state == "reported"


def test_nothing_is_hidden_behind_what_is_no_crisis(team: Team) -> None:
    """Abuse case 16: a report cannot be linked away to one that was turned down, or to itself."""
    turned_down, report = world.turned_down(team[0]), world.raised()
    for other in (turned_down, report):
        with pytest.raises(Refused):
            linking.link(report, other, reason=WHY, by=team[0])


def test_what_went_with_something_that_is_no_crisis_is_decided_by_itself(team: Team) -> None:
    """Abuse case 16: no report vanishes by being linked to one that is turned down afterwards."""
    junk = world.taken_up(team[0])
    report = world.linked(junk, team[0])
    with world.at(MONDAY + HOUR):
        deciding.read(report.decisions.get(), agrees=True, by=team[1])
        Mail.objects.all().delete()
        deciding.turn_down(junk, answers(), reason=WHY, by=team[0])
    report = fresh(report)
    assert (report.state, report.duplicate_of, report.taken_up_by) == ("qualifying", None, None)
    assert report in undecided(team[2])
    assert "decided by itself" in Mail.objects.first().text  # type: ignore[union-attr]
    with world.at(MONDAY + 3 * HOUR):
        assert "decide" in {each.task for each in late_clocks().filter(crisis=report)}


def test_a_second_person_reads_that_it_is_known(team: Team) -> None:
    known = world.qualified(team[0])
    report = world.linked(known, team[0])
    assert not unread_decisions(team[0]).exists()
    decision = unread_decisions(team[1]).get()
    with pytest.raises(PermissionDenied):
        deciding.read(decision, agrees=True, by=team[0])
    with world.at(MONDAY + DAY + HOUR):
        assert {each.task for each in late_clocks().filter(crisis=report)} == {"second-reader"}
        deciding.read(decision, agrees=False, objection=Written("It is another country."), by=team[1])
    assert (fresh(report).state, fresh(report).duplicate_of) == ("qualifying", None)


def test_a_link_that_was_overtaken_is_read_by_nobody(team: Team) -> None:
    junk = world.taken_up(team[0])
    report = world.linked(junk, team[0])
    deciding.turn_down(junk, answers(), reason=WHY, by=team[0])
    assert not unread_decisions(team[1]).filter(crisis=report).exists()
    deciding.turn_down(fresh(report), answers(), reason=WHY, by=team[0])
    assert unread_decisions(team[1]).filter(crisis=report).get().same_as is None


def test_a_report_goes_with_one_that_goes_with_a_third(team: Team) -> None:
    """What was linked to the second one is not carried to the third: only what was read holds."""
    known, second = world.taken_up(team[0]), world.raised()
    first = world.linked(second, team[0])
    with world.at(MONDAY + HOUR):
        linking.link(second, known, reason=WHY, by=team[0])
        assert fresh(first).duplicate_of == second
        deciding.turn_down(known, answers(), reason=WHY, by=team[0])
    assert fresh(second).state == "qualifying"
    assert fresh(first).duplicate_of == second


def test_an_early_report_that_was_left_lying_is_not_answered_in_time_by_a_late_one(team: Team) -> None:
    """Abuse case 14: the clocks count since the first report of the same."""
    boss = world.manager()
    early = world.raised(MONDAY - 6 * HOUR)
    crisis = world.answered(team, boss)
    assert crisis.answered_at
    with world.at(MONDAY + 2 * HOUR):
        linking.link(early, crisis, reason=WHY, by=team[0])
    assert fresh(crisis).answered_at is None
    with world.at(MONDAY + 3 * HOUR):
        deciding.read(early.decisions.get(), agrees=False, objection=WHY, by=team[1])
    assert fresh(crisis).answered_at == MONDAY + HOUR


def test_clocks_of_what_qualifies_run_since_the_first_report_of_it(team: Team) -> None:
    early, late = world.raised(MONDAY - HOUR), world.taken_up(team[0])
    with world.at(MONDAY + MINUTE):
        linking.link(early, late, reason=WHY, by=team[0])
        deciding.qualify(late, answers(blocked="yes"), reason=WHY, by=team[0])
    assert late.clocks.get(task="commander").due_at == MONDAY


def test_an_answer_that_turns_out_late_is_taken_back_from_the_plan(team: Team) -> None:
    early = world.raised(MONDAY - 6 * HOUR)
    crisis = world.answered(team, world.manager())
    with world.at(MONDAY + 15 * DAY):
        counting.count_due(by="tests")
        linking.link(early, fresh(crisis), reason=WHY, by=team[0])
    assert fresh(crisis).answer_counted_at is None
    facts = {each.kind for each in standing()}
    assert facts == {"crisis.event_qualified"}


def standing() -> list[Fact]:
    return list(Fact.objects.filter(superseded_number=None, kind__startswith="crisis."))


def test_who_has_not_decided_hears_of_it(team: Team) -> None:
    """A report that was taken up and then left lying rings as well."""
    boss = world.manager()
    world.taken_up(team[0])
    Mail.objects.all().delete()
    with world.at(MONDAY + HOUR):
        clocks.watch()
    assert boss.email in set(Mail.objects.values_list("address", flat=True))
