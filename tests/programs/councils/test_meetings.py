"""No minor meets without two cleared adults, by no way and in no order; and what a meeting leaves."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import DatabaseError, IntegrityError, transaction
from tests.conftest import Cast, person
from tests.programs.councils import meeting as world
from tests.programs.councils import world as councils

from thriving.kernel import access, files
from thriving.kernel.lifecycle import MoveRefused
from thriving.kernel.models import Mail
from thriving.movement.actions import Refused
from thriving.movement.actions.minors import state_band
from thriving.movement.models import Clearance, Person
from thriving.programs.councils.actions import meetings as actions
from thriving.programs.councils.actions import minutes, recommendations, seats
from thriving.programs.councils.actions.meetings import When
from thriving.programs.councils.actions.recommendations import Vote
from thriving.programs.councils.models import Attendance, Meeting
from thriving.programs.councils.queries import two_adults
from thriving.programs.councils.states.meetings import MEETING, TWO_NAMED
from thriving.programs.councils.tasks import meetings as tasks

pytestmark = pytest.mark.django_db

MINORS = ("13-15", "25-", "18-24")


@pytest.mark.parametrize("bands", [MINORS, ("", "25-"), ()])
def test_where_a_minor_may_come_nothing_is_called_without_two_adults(
    cast: Cast, bands: tuple[str, ...]
) -> None:
    council = world.sitting(cast, *bands)
    first, second = world.adult("ama"), world.adult("kofi")
    meeting = world.planned(cast, council)
    for each in (None, first):
        if each:
            world.named(cast, meeting, each)
        with world.at(world.PLANNED), pytest.raises(MoveRefused, match="two adults"):
            actions.call(meeting, by=cast.editor)
    world.named(cast, meeting, second)
    with world.at(world.PLANNED):
        actions.call(meeting, by=cast.editor)
    assert (meeting.state, meeting.minors_may_come, meeting.adults) == ("called", True, 2)


def test_a_council_of_confirmed_adults_needs_none(cast: Cast) -> None:
    meeting = world.called(cast, world.of_adults(cast))
    assert (meeting.state, meeting.minors_may_come) == ("called", False)


def test_a_council_that_takes_minors_needs_them_always(cast: Cast) -> None:
    council = world.of_adults(cast)
    council.takes_minors = True
    council.save()
    with pytest.raises(MoveRefused):
        world.called(cast, council)


def test_the_database_itself_refuses_what_went_past_the_gate(cast: Cast) -> None:
    meeting = world.planned(cast, world.sitting(cast, *MINORS))
    for state in ("called", "open", "held"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Meeting.objects.filter(pk=meeting.pk).update(state=state)
    with world.at(world.PLANNED), pytest.raises(MoveRefused):
        MEETING.take(meeting, "call", minors_may_come=False, adults=2)


def test_a_gate_that_cannot_be_checked_is_closed(cast: Cast) -> None:
    council = world.of_adults(cast)
    with TWO_NAMED.without("cleared"), pytest.raises(MoveRefused):
        world.called(cast, council)


def test_only_the_cleared_are_named(cast: Cast) -> None:
    meeting = world.planned(cast, world.sitting(cast, *MINORS))
    minor = world.of_age(person("esther"), "16-17")
    for each in (cast.volunteer, minor, world.adult("ama", until=world.DAY)):
        with world.at(world.PLANNED), pytest.raises(Refused, match="clearance"):
            actions.expect(meeting, each, "adult", by=cast.editor)


def test_a_member_is_not_counted_as_one_of_the_adults(cast: Cast) -> None:
    council = world.sitting(cast, *MINORS)
    councils.member(council, first := world.adult("ama"))
    meeting = world.planned(cast, council)
    with world.at(world.PLANNED), pytest.raises(Refused, match="expected already"):
        actions.expect(meeting, first, "adult", by=cast.editor)


def test_a_clearance_that_ends_before_the_day_is_seen(cast: Cast) -> None:
    first, second = world.adult("ama"), world.adult("kofi")
    meeting = world.called(cast, world.sitting(cast, *MINORS), first, second)
    assert [each.whose for each in two_adults.missing(meeting)] == [
        "They press “I am here” on this page when it begins."
    ]
    Clearance.objects.filter(person=second).update(ended_on=world.DAY)
    (lacking,) = two_adults.missing(meeting)
    assert lacking.sentence == two_adults.CLEARANCE_IS_LACKING
    with world.at(world.DAY, 18), pytest.raises(MoveRefused):
        actions.open_meeting(meeting, world.come(meeting), by=cast.editor)


def test_a_clearance_holds_on_every_day_that_the_meeting_touches(cast: Cast) -> None:
    """It begins on the 16th in Auckland, which is the 15th in UTC, and ends past its midnight."""
    over_midnight = When(world.DAY, time(23), time(0, 30), "Africa/Accra")
    meeting = world.planned(cast, world.sitting(cast, *MINORS), over_midnight)
    assert meeting.days == {date(2026, 3, 16), date(2026, 3, 17)}
    until_midnight = world.adult("ama", until=date(2026, 3, 17))
    with world.at(world.PLANNED), pytest.raises(Refused, match="clearance"):
        actions.expect(meeting, until_midnight, "adult", by=cast.editor)


def test_a_called_meeting_is_not_moved_behind_a_clearance(cast: Cast) -> None:
    adults = world.adult("ama"), world.adult("kofi", until=date(2026, 3, 20))
    meeting = world.called(cast, world.sitting(cast, *MINORS), *adults)
    later = When(date(2026, 3, 23), time(18), time(19), "Africa/Accra")
    with world.at(world.PLANNED), pytest.raises(Refused, match="clearance"):
        actions.move_to(meeting, later, how_to_join="", by=cast.editor)


@pytest.mark.parametrize("why", ["removed", "consent"])
def test_who_may_not_be_there_gets_no_letter_and_is_not_counted(cast: Cast, why: str) -> None:
    council = world.sitting(cast, *MINORS)
    meeting = world.called(cast, council, world.adult("ama"), world.adult("kofi"))
    minor, adult, _other = world.members(council)
    gone = adult if why == "removed" else minor
    Person.objects.filter(pk=gone.pk).update(email="gone@example.org")
    with world.at(world.PLANNED):
        if why == "removed":
            membership = council.memberships.get(person=gone)
            seats.change(membership, "remove", reason="They wrote to a minor alone.", by=cast.editor)
        else:
            world.takes_back(gone)
        later = When(world.DAY, time(18), time(20), "Africa/Accra")
        actions.move_to(meeting, later, how_to_join="Code 99", by=cast.editor)
    assert not Mail.objects.filter(address="gone@example.org", key__contains=":moved:").exists()
    all_of_them = dict.fromkeys(world.everyone(meeting), "present")
    with world.at(world.DAY, 18):
        world.come(meeting)
        actions.open_meeting(meeting, set(all_of_them), by=cast.editor)
    with world.at(world.DAY, 20):
        actions.record(meeting, all_of_them, by=cast.editor)
    assert meeting.attendances.get(person=gone).presence == "absent"
    assert meeting.attendances.filter(presence="present").count() == 4


def test_who_leaves_while_a_meeting_goes_on_is_not_counted(cast: Cast) -> None:
    council = world.of_adults(cast)
    meeting = world.called(cast, council)
    with world.at(world.DAY, 18):
        actions.open_meeting(meeting, world.come(meeting), by=cast.editor)
        council.memberships.filter(person=world.members(council)[0]).update(state="removed")
    with world.at(world.DAY, 20):
        actions.record(meeting, {}, by=cast.editor)
    assert meeting.attendances.filter(presence="present").count() == 2


def test_beside_a_minor_nobody_observes_or_runs_without_a_clearance(cast: Cast) -> None:
    council = world.sitting(cast, *MINORS)
    meeting = world.called(cast, council, world.adult("ama"), world.adult("kofi"))
    with world.at(world.PLANNED):
        with pytest.raises(Refused, match="clearance"):
            actions.expect(meeting, world.of_age(person("stranger"), "25-"), "observer", by=cast.editor)
        actions.expect(meeting, world.adult("esi-2"), "observer", by=cast.editor)
        Clearance.objects.filter(person=cast.editor).delete()
        with pytest.raises(PermissionDenied):
            actions.call_off(meeting, reason="No.", by=cast.editor)
    with pytest.raises(Refused, match="clearance"):
        world.planned(cast, council)


def test_no_minor_observes(cast: Cast) -> None:
    meeting = world.planned(cast, world.of_adults(cast))
    with pytest.raises(Refused, match="clearance"):
        actions.expect(meeting, world.of_age(person("esther"), "13-15"), "observer", by=cast.editor)


def test_an_observer_whose_clearance_ended_is_not_there_beside_a_minor(cast: Cast) -> None:
    council = world.sitting(cast, *MINORS)
    meeting = world.called(cast, council, world.adult("ama"), world.adult("kofi"))
    with world.at(world.PLANNED):
        actions.expect(meeting, observer := world.adult("esi-2"), "observer", by=cast.editor)
        assert access.may(observer, "join_council_meeting", meeting)
        Clearance.objects.filter(person=observer).delete()
        assert not access.may(observer, "join_council_meeting", meeting)
    with world.at(world.DAY, 18):
        actions.open_meeting(meeting, world.come(meeting), by=cast.editor)
    assert meeting.attendances.get(person=observer).presence == "expected"


def test_adults_are_counted_anew_when_one_does_not_come(cast: Cast) -> None:
    adults = world.adult("ama"), world.adult("kofi"), world.adult("abena", until=date(2026, 3, 20))
    meeting = world.called(cast, world.sitting(cast, *MINORS), *adults)
    assert meeting.adults == 3
    with world.at(world.PLANNED):
        later = When(date(2026, 3, 23), time(18), time(19), "Africa/Accra")
        actions.move_to(meeting, later, how_to_join="", by=cast.editor)
        assert meeting.adults == 2
        actions.move_to(meeting, world.EVENING, how_to_join="", by=cast.editor)
        actions.release(meeting.attendances.get(person=adults[0]), by=cast.editor)
    meeting.refresh_from_db()
    assert meeting.adults == 2


def test_of_a_called_meeting_the_last_two_adults_stay(cast: Cast) -> None:
    meeting = world.called(cast, world.sitting(cast, *MINORS), world.adult("ama"), world.adult("kofi"))
    one = meeting.attendances.filter(part="adult").first()
    with world.at(world.PLANNED), pytest.raises(Refused):
        actions.release(one, by=cast.editor)
    assert meeting.attendances.filter(part="adult").count() == 2


def test_an_adult_is_there_by_their_own_word_alone(cast: Cast) -> None:
    adults = world.adult("ama"), world.adult("kofi")
    meeting = world.called(cast, world.sitting(cast, *MINORS), *adults)
    first, second = (meeting.attendances.get(person=each) for each in adults)
    with world.at(world.PLANNED), pytest.raises(Refused, match="when the meeting begins"):
        actions.say_here(first, by=adults[0])
    with world.at(world.DAY, 18):
        actions.say_here(first, by=adults[0])
        with pytest.raises(Refused, match="themselves"):
            actions.say_here(second, by=cast.editor)
        with pytest.raises(MoveRefused, match="must be there"):
            actions.open_meeting(meeting, world.everyone(meeting), by=cast.editor)
    meeting.refresh_from_db()
    assert meeting.state == "called"


def test_a_minor_who_joins_after_the_call_closes_the_gate(cast: Cast) -> None:
    council = world.of_adults(cast)
    meeting = world.called(cast, council)
    councils.member(council, world.of_age(person("esther"), "13-15"))
    with world.at(world.DAY, 18), pytest.raises(MoveRefused, match="two adults"):
        actions.open_meeting(meeting, world.come(meeting), by=cast.editor)


def test_a_minor_is_no_observer_of_a_called_meeting_without_adults(cast: Cast) -> None:
    meeting = world.called(cast, world.of_adults(cast))
    with world.at(world.PLANNED), pytest.raises(Refused, match="name them first"):
        actions.expect(meeting, world.of_age(person("esther"), "13-15"), "observer", by=cast.editor)
    assert not meeting.attendances.filter(part="observer").exists()


def test_an_adult_who_left_early_is_not_recorded_as_there(cast: Cast) -> None:
    adults = world.adult("ama"), world.adult("kofi")
    meeting = world.called(cast, world.sitting(cast, *MINORS), *adults)
    gone = meeting.attendances.get(person=adults[0]).pk
    with world.at(world.DAY, 18):
        actions.open_meeting(meeting, world.come(meeting), by=cast.editor)
    with world.at(world.DAY, 20), pytest.raises(MoveRefused, match="must be there"):
        actions.record(meeting, {gone: "absent"}, by=cast.editor)


def test_steps_come_in_their_order_and_at_their_time(cast: Cast) -> None:
    meeting = world.called(cast, world.of_adults(cast))
    with world.at(world.PLANNED), pytest.raises(MoveRefused, match="not earlier"):
        actions.open_meeting(meeting, set(), by=cast.editor)
    with world.at(world.PLANNED), pytest.raises(MoveRefused):
        actions.record(meeting, {}, by=cast.editor)


@pytest.mark.parametrize("day", [world.PLANNED - timedelta(days=1), world.PLANNED])
def test_a_meeting_is_planned_before_it_takes_place(cast: Cast, day: date) -> None:
    with pytest.raises(Refused, match="still to come"):
        world.planned(cast, world.of_adults(cast), When(day, time(9), time(10), "UTC"))


def test_clocks_that_change_are_reckoned_with(cast: Cast) -> None:
    council = world.of_adults(cast)
    summer = When(date(2026, 3, 29), time(18), time(19), "Europe/Berlin")
    assert world.planned(cast, council, summer).starts_at == datetime(2026, 3, 29, 16, tzinfo=UTC)
    nowhen = When(date(2026, 3, 29), time(2, 30), time(4), "Europe/Berlin")
    with pytest.raises(Refused, match="put forward"):
        world.planned(cast, council, nowhen)
    with pytest.raises(Refused, match="zone"):
        world.planned(cast, council, When(world.DAY, time(9), time(10), "Mars/Olympus"))


@pytest.mark.parametrize("who", ["lead", "operator", "volunteer"])
def test_only_those_who_run_the_council_run_its_meetings(cast: Cast, who: str) -> None:
    meeting = world.planned(cast, world.of_adults(cast))
    stranger = getattr(cast, who)
    with pytest.raises(PermissionDenied):
        actions.call(meeting, by=stranger)
    with pytest.raises(PermissionDenied):
        actions.expect(meeting, stranger, "observer", by=stranger)


def test_a_paper_keeps_the_hash_that_it_came_with(cast: Cast) -> None:
    meeting = world.planned(cast, world.of_adults(cast))
    paper = ContentFile(b"%PDF-1.4 a budget", name="budget.pdf")
    item = actions.put_on_agenda(meeting, "The budget", paper=paper, by=cast.editor)
    assert item.paper is not None
    assert item.paper_digest == item.paper.sha256
    assert files.is_still(item.paper.key, item.paper_digest)
    page = ContentFile(b"<script>alert(1)</script>", name="budget.pdf")
    with pytest.raises(files.FileRefused):
        actions.put_on_agenda(meeting, "A page", paper=page, by=cast.editor)


def test_an_agenda_is_put_in_order(cast: Cast) -> None:
    meeting = world.planned(cast, world.of_adults(cast))
    for title in ("First", "Second"):
        second = actions.put_on_agenda(meeting, title, by=cast.editor)
    actions.lift(second, by=cast.editor)
    assert [each.title for each in meeting.items.all()] == ["Second", "First"]


def test_letters_tell_that_there_is_a_meeting_and_not_how_to_join(cast: Cast) -> None:
    council = world.of_adults(cast)
    for each in world.members(council):
        each.email = f"{each.username}@example.org"
        each.save()
    world.called(cast, council)
    assert Mail.objects.count() == 3
    assert not [mail for mail in Mail.objects.all() if "2231" in mail.subject + mail.text]


def test_decisions_are_counted_without_names(cast: Cast) -> None:
    meeting = world.held(cast, world.of_adults(cast))
    made = minutes.decide(meeting, "We write a charter.", Vote(2, 1), by=cast.editor)
    assert made.is_carried
    with pytest.raises(Refused, match="More votes"):
        minutes.decide(meeting, "We vote twice.", Vote(3, 1), by=cast.editor)
    with pytest.raises(DatabaseError), transaction.atomic():
        meeting.resolutions.update(votes_for=9)


def test_without_a_quorum_nothing_is_decided(cast: Cast) -> None:
    meeting = world.held(cast, world.of_adults(cast))
    Attendance.objects.filter(meeting=meeting).update(presence="excused")
    with pytest.raises(Refused, match="quorum"):
        minutes.decide(meeting, "We decide alone.", Vote(1), by=cast.editor)


def test_a_recommendation_is_adopted_at_a_meeting_that_was_held(cast: Cast) -> None:
    council = world.of_adults(cast)
    called = world.called(cast, council)
    found = world.recommending.drafted(council, cast.lead)
    with pytest.raises(Refused, match="was held"):
        recommendations.adopt(found, Vote(3), meeting=called, by=cast.editor)
    held = world.held(cast, council)
    with world.at(date(2026, 6, 1)):
        recommendations.adopt(found, Vote(3), meeting=held, by=cast.editor)
    assert found.adopted_on == date(2026, 6, 1)  # the day of the record, however long ago they met


def test_minutes_are_agreed_to_before_everybody_reads_them(cast: Cast) -> None:
    meeting = world.held(cast, world.of_adults(cast))
    first = minutes.write(meeting, "We spoke of travel.", language="en", by=cast.editor)
    with pytest.raises(Refused, match="agrees"):
        minutes.publish(meeting, by=cast.editor)
    minutes.agree(meeting, first.number, by=cast.editor)
    minutes.publish(meeting, by=cast.editor)
    assert meeting.published_at
    with pytest.raises(DatabaseError), transaction.atomic():
        meeting.minutes.update(text="We spoke of nothing.")


@pytest.mark.parametrize("text", ["Esther spoke first.", "It was member-0 who asked.", "So said ESTHER"])
def test_minutes_name_nobody_who_must_not_be_named(cast: Cast, text: str) -> None:
    council = world.sitting(cast, *MINORS)
    councils.member(council, world.of_age(person("esther"), "16-17"))
    meeting = world.held(cast, council, world.adult("ama"), world.adult("kofi"))
    for each in meeting.attendances.exclude(person=None):
        if each.person and each.person.username != "member-0":
            actions.let_be_named(each, yes=True, by=each.person)  # a minor's own yes is not enough
    written = minutes.write(meeting, text, language="en", by=cast.editor)
    minutes.agree(meeting, written.number, by=cast.editor)
    with pytest.raises(Refused, match="name somebody") as refused:
        minutes.publish(meeting, by=cast.editor)
    assert "sther" not in str(refused.value)


def test_who_agreed_may_be_named(cast: Cast) -> None:
    meeting = world.held(cast, world.of_adults(cast))
    first = meeting.attendances.filter(person__username="member-0").get()
    assert first.person
    with pytest.raises(Refused):
        actions.let_be_named(first, yes=True, by=cast.editor)
    actions.let_be_named(first, yes=True, by=first.person)
    written = minutes.write(meeting, "member-0 spoke.", language="en", by=cast.editor)
    minutes.agree(meeting, written.number, by=cast.editor)
    minutes.publish(meeting, by=cast.editor)
    assert meeting.published_at


@pytest.mark.parametrize("no_longer", ["agrees", "grown up"])
def test_minutes_go_with_the_word_of_who_is_named(cast: Cast, no_longer: str) -> None:
    meeting = world.held(cast, world.of_adults(cast))
    first = meeting.attendances.filter(person__username="member-0").get()
    assert first.person
    actions.let_be_named(first, yes=True, by=first.person)
    written = minutes.write(meeting, "member-0 spoke.", language="en", by=cast.editor)
    minutes.agree(meeting, written.number, by=cast.editor)
    minutes.publish(meeting, by=cast.editor)
    if no_longer == "agrees":
        actions.let_be_named(first, yes=False, by=first.person)
    else:
        state_band(first.person, "13-15", by=first.person)
    meeting.refresh_from_db()
    assert meeting.published_at is None


def test_a_meeting_follows_when_a_country_changes_its_clocks(cast: Cast) -> None:
    meeting = world.planned(cast, world.of_adults(cast))
    agreed = meeting.starts_at
    assert not actions.follow_clocks(meeting, by="test")
    Meeting.objects.update(starts_at=agreed - timedelta(hours=1))  # as if clocks had shown another time then
    meeting.refresh_from_db()
    tasks.follow_clocks_of_councils()
    meeting.refresh_from_db()
    assert meeting.starts_at == agreed
