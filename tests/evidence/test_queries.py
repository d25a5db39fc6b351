"""Who sees which number: permission changes the rows one may open, and never the number of two dates."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from tests.conftest import Cast
from tests.factories import with_example

from thriving.evidence import actions, queries
from thriving.evidence.asked import Asked
from thriving.evidence.models import Release, Visibility
from thriving.evidence.statements import Statement
from thriving.kernel import access, clock
from thriving.kernel.words import Words

pytestmark = pytest.mark.django_db
MARCH, NINTH, TENTH = date(2020, 3, 31), date(2020, 4, 9), date(2020, 4, 10)
FIFTEENTH = date(2020, 4, 15)


def at(day: date, hour: int = 12) -> Any:
    return clock.stopped_at(datetime.combine(day, datetime.min.time(), UTC) + timedelta(hours=hour))


def define(key: str, **said: Any) -> Asked:
    said = with_example({"unit": {"code": "person"}, **said})
    return Asked.of(actions.define_measure(key, said, title=Words(en=key), by="test"))


@pytest.fixture
def people(db: None) -> Asked:
    return define("people", kind="distinct", fact="leadership.engaged")


@pytest.fixture
def events(db: None) -> Asked:
    return define("events", kind="count", fact="crisis.event_qualified")


def engage(*numbers: int, day: date = MARCH) -> None:
    actions.state(
        [Statement("leadership.engaged", f"{number:032x}", day, source="w1") for number in numbers], by="test"
    )


def number(reader: Any, asked: Asked, **dates: Any) -> queries.Number:
    [found] = queries.numbers_for(reader, [asked], **dates)
    return found


@pytest.fixture
def story(people: Asked) -> Asked:
    """84 people as at 31 March in that day's release; 88 in the corrected one of 10 April."""
    with at(MARCH):
        engage(*range(84))
        first = actions.publish("plan", [people], on=MARCH, by="test")
    with at(MARCH, 18):
        engage(200)
    with at(NINTH):
        engage(*range(84, 88))
        actions.retract("leadership.engaged", ["w1|" + f"{0:032x}" + "|"], by="test", why="Did not come.")
    with at(TENTH):
        actions.publish("plan", [people], on=MARCH, corrects=first, by="test")
    with at(TENTH, 18):
        engage(*range(300, 305))
    return people


def test_people_are_told_as_published(story: Asked, cast: Cast) -> None:
    with at(FIFTEENTH):
        found = number(cast.visitor, story)
    assert (found.reading.value, found.on, found.known_on, found.live) == (88, MARCH, TENTH, False)
    assert found.release is not None
    assert found.digest == found.release.snapshots.get().digest


def test_who_works_with_people_sees_them_live(story: Asked, cast: Cast) -> None:
    with at(FIFTEENTH):
        for reader in (cast.evaluator, cast.lead):
            found = number(reader, story)
            assert (found.reading.value, found.live, found.on) == (93, True, FIFTEENTH)
        for reader in (cast.visitor, cast.volunteer, cast.editor, cast.operator):
            assert number(reader, story).reading.value == 88


def test_two_dates_choose_among_releases(story: Asked, cast: Cast) -> None:
    with at(FIFTEENTH):
        told = {known: number(cast.visitor, story, known=known) for known in (MARCH, NINTH, TENTH)}
        before = number(cast.visitor, story, on=date(2020, 3, 30))
    assert {known: found.reading.value for known, found in told.items()} == {MARCH: 84, NINTH: 84, TENTH: 88}
    assert (before.reading.value, before.release, before.live) == (None, None, False)


@pytest.mark.parametrize("known", [MARCH, TENTH])
def test_the_same_two_dates_are_the_same_for_everyone(story: Asked, cast: Cast, known: date) -> None:
    """On the day of a release as well, although more was stated in its afternoon."""
    with at(FIFTEENTH):
        found = [
            number(reader, story, on=MARCH, known=known)
            for reader in (cast.visitor, cast.volunteer, cast.lead, cast.evaluator, cast.operator)
        ]
    assert len({(each.reading.value, each.on, each.known_on, each.known_number) for each in found}) == 1


def test_other_dates_are_live_for_who_may(story: Asked, cast: Cast) -> None:
    with at(FIFTEENTH):
        assert number(cast.evaluator, story, on=MARCH, known=NINTH).reading.value == 88
        assert number(cast.evaluator, story, on=date(2020, 4, 1), known=MARCH).reading.value == 85


def test_the_curve_of_people_is_the_published_one_for_everyone(story: Asked, cast: Cast) -> None:
    with at(FIFTEENTH):
        released = number(cast.visitor, story, on=MARCH, known=TENTH)
        assert number(cast.evaluator, story, on=MARCH, known=TENTH).series == released.series
        assert number(cast.evaluator, story).weeks == ()
    assert released.series[-1] == (MARCH, Decimal(88))


def test_a_new_wording_breaks_no_series(story: Asked, cast: Cast) -> None:
    reworded = actions.define_measure(
        "people", story.version.specification, title=Words(en="People who took part"), by="test"
    )
    assert number(cast.visitor, Asked.of(reworded)).reading.value == 88


def test_another_definition_is_not_published_yet(story: Asked, cast: Cast) -> None:
    narrowed = define(
        "people", kind="distinct", fact="leadership.engaged", where=[["stage", "in", ["tested"]]]
    )
    assert number(cast.visitor, narrowed).reading.value is None


def test_permission_never_changes_a_number(events: Asked, cast: Cast) -> None:
    for name, visibility in zip("abcd", Visibility, strict=True):
        actions.state([Statement("crisis.event_qualified", name, MARCH, visibility=visibility)], by="test")
    readers = (cast.visitor, cast.volunteer, cast.lead, cast.evaluator, cast.operator)
    found = [number(reader, events) for reader in readers]
    assert {each.reading.value for each in found} == {4}
    opened = [
        queries.open_facts(reader, events, each.as_of).count()
        for reader, each in zip(readers, found, strict=True)
    ]
    assert opened == [1, 2, 3, 3, 2]


def test_nobody_opens_what_is_sealed_and_few_open_people(cast: Cast, people: Asked, events: Asked) -> None:
    actions.state([Statement("crisis.event_qualified", "a", MARCH)], by="test")
    actions.state(
        [Statement("leadership.engaged", f"{1:032x}", MARCH, visibility=Visibility.PUBLIC)], by="test"
    )
    for reader, rows in ((cast.visitor, 0), (cast.operator, 0), (cast.lead, 1), (cast.evaluator, 1)):
        as_of = number(cast.evaluator, people).as_of
        assert queries.open_facts(reader, people, as_of).count() == rows
        assert not queries.open_facts(reader, events, as_of).exists()


def test_who_may_see_live_is_a_rule(cast: Cast) -> None:
    may = {name for name, reader in vars(cast).items() if access.holds(reader, "see_live_people")}
    assert may == {"lead", "other_lead", "evaluator", "second_evaluator"}


def test_what_is_not_about_people_has_weeks(events: Asked, cast: Cast) -> None:
    actions.state([Statement("crisis.event_qualified", "a", MARCH)], by="test")
    with at(TENTH):
        weeks = number(cast.visitor, events).weeks
    assert weeks == ((date(2020, 4, 3), Decimal(1)), (TENTH, Decimal(1)))


def test_numbers_cost_few_queries(
    story: Asked, events: Asked, cast: Cast, django_assert_num_queries: Any
) -> None:
    more = [
        define(f"measure-{number}", kind="count", fact="partner.met", where=[["region", "exists"]])
        for number in range(3)
    ]
    with (
        at(FIFTEENTH),
        django_assert_num_queries(3),
    ):  # releases, the ledger's position, one look at the facts
        queries.numbers_for(cast.visitor, [story, events, *more])
    with at(FIFTEENTH), django_assert_num_queries(2):
        queries.numbers_for(cast.visitor, [events])
    with at(FIFTEENTH), django_assert_num_queries(1):
        queries.numbers_for(cast.visitor, [story])


def test_releases_are_listed_newest_first(story: Asked) -> None:
    assert [release.known_on for release in queries.releases_for("plan")] == [TENTH, MARCH]
    assert not queries.releases_for("another")


def test_each_plan_of_one_day_holds_its_own_number(events: Asked, cast: Cast) -> None:
    """Two plans publish as of the same dates, and a record comes in between."""
    other = define("met", kind="count", fact="partner.met")
    with at(MARCH):
        for asked, plan in ((events, "first"), (other, "second")):
            actions.publish(plan, [asked], on=MARCH, by="test")
            actions.state([Statement("crisis.event_qualified", f"after-{plan}", MARCH)], by="test")
    with at(FIFTEENTH):
        told = queries.numbers_for(cast.visitor, [events, other], on=MARCH, known=MARCH)
    numbers = [release.known_number for release in Release.objects.filter(plan__in=("first", "second"))]
    assert [each.known_number for each in told] == sorted(numbers)
    assert told[0].reading.value == 0
