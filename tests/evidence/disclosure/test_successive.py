"""Releases can be subtracted from each other."""

from __future__ import annotations

from tests.evidence.disclosure.worlds import (
    CONTINENT,
    GENDER,
    ROLE,
    crossed,
    earlier,
    listed,
    only,
    told,
)

from thriving.evidence.disclosure.attack import audit
from thriving.evidence.disclosure.protect import Refused, Why, protect
from thriving.evidence.disclosure.releases import Earlier, Release
from thriving.evidence.disclosure.tables import Table

SMALL = listed(ROLE, [3, 40, 20])
GROWN = listed(ROLE, [12, 44, 21])
FIRST = protect([SMALL])


def test_too_few_who_came_leave_the_table_as_it_was() -> None:
    after = listed(ROLE, [3, 44, 25])
    outcome = told(protect([after], earlier=[earlier(SMALL, outcome=FIRST, joined=9)]))
    assert outcome.reissued == {"list"}
    assert outcome.tables == told(FIRST).tables
    assert not outcome.fresh


def test_who_went_count_as_much_as_who_came() -> None:
    after = listed(ROLE, [3, 41, 20])
    assert told(protect([after], earlier=[earlier(SMALL, outcome=FIRST, joined=5, left=4)])).reissued
    assert not told(protect([after], earlier=[earlier(SMALL, outcome=FIRST, joined=6, left=5)])).reissued


def test_a_new_table_waits_while_few_came() -> None:
    new = Table("continents", "people", (CONTINENT,), {("africa",): 34, ("asia",): 34})
    after = listed(ROLE, [3, 43, 22])
    outcome = told(protect([after, new], earlier=[earlier(SMALL, outcome=FIRST, joined=5)]))
    assert (outcome.reissued, outcome.waiting) == ({"list"}, {"continents"})
    assert [table.key for table in outcome.tables] == ["list"]


def test_a_new_table_of_the_very_same_people_need_not_wait() -> None:
    new = Table("continents", "people", (CONTINENT,), {("africa",): 34, ("asia",): 29})
    outcome = told(protect([SMALL, new], earlier=[earlier(SMALL, outcome=FIRST, joined=0)]))
    assert [table.key for table in outcome.fresh] == ["continents"]


def test_a_hidden_cell_stays_hidden_while_it_would_tell_what_it_was() -> None:
    """Of sixteen who came four are trainers, so all twelve organizers may be new; not so of fourteen."""
    enough = protect([GROWN], earlier=[earlier(SMALL, outcome=FIRST, joined=16, left=2)])
    assert not only(enough).hidden
    few = protect([GROWN], earlier=[earlier(SMALL, outcome=FIRST, joined=14)])
    assert ("organizer",) in only(few).hidden


def test_without_the_earlier_release_it_would_be_shown() -> None:
    now = listed(ROLE, [13, 40, 20])
    before = earlier(SMALL, outcome=FIRST, joined=10)
    alone = told(protect([now]))
    assert not alone.tables[0].hidden
    needs = told(protect([now], earlier=[before])).needs
    assert audit([before.release, Release(alone.tables)], needs)


def test_what_was_shown_and_has_become_small_cannot_be_hidden() -> None:
    """Of twelve organizers at most three went: everybody knows that nine are left."""
    before, after = listed(ROLE, [12, 40, 20]), listed(ROLE, [9, 47, 20])
    refused = protect([after], earlier=[earlier(before, outcome=protect([before]), joined=7, left=3)])
    assert isinstance(refused, Refused)
    assert refused.why is Why.UNSAFE


def test_nobody_guesses_how_many_came() -> None:
    before = Earlier((SMALL,), Release(told(FIRST).fresh))
    refused = protect([GROWN], earlier=[before])
    assert isinstance(refused, Refused)
    assert refused.why is Why.CONTRADICTION


def test_a_change_that_does_not_fit_is_refused() -> None:
    refused = protect([GROWN], earlier=[earlier(SMALL, outcome=FIRST, joined=40)])
    assert isinstance(refused, Refused)


def test_three_releases_are_judged_together() -> None:
    """The twelve organizers came in two steps: neither alone, but both together may be all of them."""
    first = earlier(SMALL, outcome=FIRST, joined=10)
    second = listed(ROLE, [8, 44, 21])
    between = protect([second], earlier=[first])
    both = [first, earlier(second, outcome=between, joined=10)]
    outcome = told(protect([listed(ROLE, [15, 46, 22])], earlier=both))
    releases = [*(each.release for each in both), Release(outcome.fresh)]
    assert ("organizer",) in outcome.fresh[0].hidden
    assert not audit(releases, outcome.needs)


def test_a_sensitive_row_stands_until_enough_of_it_have_changed() -> None:
    """Who knows the five that came to the organizers would read off their gender."""
    before = crossed(ROLE, GENDER, [[40, 50, 30], [60, 70, 40], [50, 60, 70]])
    after = crossed(ROLE, GENDER, [[45, 50, 30], [70, 70, 40], [50, 60, 70]])
    enough = crossed(ROLE, GENDER, [[45, 55, 30], [70, 70, 40], [50, 60, 70]])
    first = protect([before])
    assert told(protect([after], earlier=[earlier(before, outcome=first, joined=15)])).reissued
    assert not told(protect([enough], earlier=[earlier(before, outcome=first, joined=20)])).reissued
