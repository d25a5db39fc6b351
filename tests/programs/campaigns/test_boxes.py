"""A box: written, published for good, used, followed, and made from a campaign."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import DatabaseError, transaction
from tests.conftest import Cast
from tests.programs.campaigns import world
from tests.programs.experiments import world as experiments

from thriving.evidence.models import Fact
from thriving.kernel.words import Words
from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.programs.campaigns import actions
from thriving.programs.campaigns.actions import Placed
from thriving.programs.campaigns.content import Content
from thriving.programs.campaigns.models import Box, BoxVersion, Campaign, Piece
from thriving.programs.campaigns.queries.kit import differences

pytestmark = pytest.mark.django_db

ROOM = "task/room"
LIST = Content(title=Words(en="Markets"), items=(world.thing("item", "Q1"), world.thing("item", "Q2")))


def used(version: BoxVersion, by: Person, key: str = "markets") -> Campaign:
    with world.on(world.PLANNED_ON):
        return actions.campaign_from_box(version, world.planned(ends_on=None, text=Words()), key=key, by=by)


def next_version(version: BoxVersion, by: Person, **pieces: Content) -> BoxVersion:
    for name, content in pieces.items():
        kind, _, key = name.partition("__")
        actions.write_box_piece(version.box, kind, key, content, by=by)
    return actions.publish_version(version.box, changes=Words(en="Better."), by=by)


def found(campaign: Campaign, version: BoxVersion, name: str = ROOM):  # type: ignore[no-untyped-def]  # noqa: ANN201
    return next(each for each in differences(campaign, version) if each.name == name)


def room(campaign: Campaign) -> Piece:
    return Piece.objects.get(campaign=campaign, instance=None, kind="task", key="room")


def test_a_campaign_made_from_a_box_has_its_days(organizer: Person) -> None:
    campaign = used(world.version(organizer), organizer)
    assert campaign.ends_on == date(2026, 3, 29)
    assert str(campaign.text) == "For markets."
    assert room(campaign).due_on == date(2026, 2, 16)


def test_a_published_version_never_changes(organizer: Person) -> None:
    version = world.version(organizer)
    actions.write_box_piece(version.box, "task", "room", replace(world.CHECK, day=-7), by=organizer)
    version.refresh_from_db()
    assert version.pieces[ROOM]["day"] == -14
    with pytest.raises(DatabaseError), transaction.atomic():
        BoxVersion.objects.update(pieces={})


def test_another_place_gets_a_kit_of_its_own(organizer: Person) -> None:
    version, campaign = world.version(organizer), world.published(organizer)
    said = Placed(Words(en="Kenya"), country="KE", starts_on=date(2026, 4, 1))
    place = actions.place_from_box(version, campaign, said, key="kenya", by=organizer)
    assert place.pieces.get(kind="task").due_on == date(2026, 3, 18)
    assert place.ends_on == date(2026, 4, 28)


def test_what_only_the_box_changed_is_taken(organizer: Person) -> None:
    version = world.version(organizer)
    campaign = used(version, organizer)
    newer = next_version(version, organizer, task__room=replace(world.CHECK, day=-7), goal__g=_goal(5))
    assert actions.take_all_that_is_safe(campaign, newer, by=organizer) == 2
    assert room(campaign).content["day"] == -7
    assert not any(each.standing.is_news for each in differences(campaign, newer))


def test_what_was_changed_here_is_shown_beside_and_kept(organizer: Person) -> None:
    version = world.version(organizer)
    campaign = used(version, organizer)
    actions.write_piece(campaign, "task", "room", replace(world.CHECK, day=-30), by=organizer)
    newer = next_version(version, organizer, task__room=replace(world.CHECK, day=-7))
    assert actions.take_all_that_is_safe(campaign, newer, by=organizer) == 0
    both = found(campaign, newer)
    assert both.standing == "both"
    actions.keep_ours(campaign, newer, ROOM, seen=both.seen, by=organizer)
    assert room(campaign).content["day"] == -30
    assert found(campaign, newer).standing == "ours"


def test_once_all_is_decided_it_is_of_the_newer_version(organizer: Person) -> None:
    campaign = used(world.version(organizer), organizer)
    actions.publish(campaign, by=organizer)
    assert campaign.box_version
    actions.write_piece(campaign, "task", "room", replace(world.CHECK, day=-30), by=organizer)
    newer = next_version(
        campaign.box_version, organizer, task__room=replace(world.CHECK, day=-7), goal__g=_goal(5)
    )
    actions.take_all_that_is_safe(campaign, newer, by=organizer)
    assert campaign.box_version.number == 1
    actions.keep_ours(campaign, newer, ROOM, seen=found(campaign, newer).seen, by=organizer)
    assert campaign.box_version == newer
    stands = Fact.objects.get(kind="box.used", superseded_number=None)
    assert stands.dimensions["box_version"] == "2"


def test_nobody_overwrites_what_they_have_not_seen(organizer: Person) -> None:
    version = world.version(organizer)
    campaign = used(version, organizer)
    newer = next_version(version, organizer, task__room=replace(world.CHECK, day=-7))
    seen = found(campaign, newer).seen
    actions.write_piece(campaign, "task", "room", replace(world.CHECK, day=-30), by=organizer)
    with pytest.raises(Refused, match="look at it again"):
        actions.take_over(campaign, newer, ROOM, seen=seen, by=organizer)
    actions.take_over(campaign, newer, ROOM, seen=found(campaign, newer).seen, by=organizer)
    assert room(campaign).content["day"] == -7


def test_what_was_left_out_is_not_offered_again(organizer: Person) -> None:
    version = world.version(organizer)
    campaign = used(version, organizer)
    actions.leave_out(room(campaign), by=organizer)
    assert found(campaign, version).standing == "ours"


def test_what_the_box_dropped_can_go_here_too(organizer: Person) -> None:
    version = world.version(organizer)
    campaign = used(version, organizer)
    actions.drop_box_piece(version.box, "task", "room", by=organizer)
    newer = next_version(version, organizer)
    assert found(campaign, newer).standing == "gone"
    actions.take_all_that_is_safe(campaign, newer, by=organizer)
    assert room(campaign).left_out


def test_a_worklist_follows_without_losing_what_was_begun(organizer: Person, cast: Cast) -> None:
    version = world.version(organizer, worklist__list=LIST)
    campaign = used(version, organizer)
    actions.publish(campaign, by=organizer)
    worklist = Piece.objects.get(campaign=campaign, kind="worklist")
    actions.claim(worklist.items.get(name="Q1"), by=cast.volunteer)
    newer = next_version(version, organizer, worklist__list=replace(LIST, items=(world.thing("item", "Q3"),)))
    actions.take_all_that_is_safe(campaign, newer, by=organizer)
    assert sorted(worklist.items.values_list("name", flat=True)) == ["Q1", "Q3"]


def test_texts_with_places_that_cannot_be_filled_are_refused(organizer: Person) -> None:
    box = world.box(organizer)
    broken = replace(world.LETTER, text=Words(en="Come to {plaec}"))
    with pytest.raises(Refused, match="plaec"):
        actions.write_box_piece(box, "mail", "invitation", broken, by=organizer)


def test_nothing_is_published_twice_or_empty(organizer: Person) -> None:
    version = world.version(organizer)
    with pytest.raises(Refused, match="Nothing has changed"):
        actions.publish_version(version.box, changes=Words(en="Better."), by=organizer)
    empty = actions.make_box(Words(en="Empty"), Words(en="For nobody."), key="empty", by=organizer)
    with pytest.raises(Refused, match="empty box"):
        actions.publish_version(empty, changes=Words(), by=organizer)


def test_a_task_is_for_a_role_that_there_is(organizer: Person) -> None:
    box = world.box(organizer, task__room=replace(world.CHECK, role="host"))
    with pytest.raises(Refused, match="“host”"):
        actions.publish_version(box, changes=Words(), by=organizer)


def test_only_an_experiment_with_a_result_changes_a_version(organizer: Person) -> None:
    experiments.running(organizer)
    box = world.box(organizer)
    with pytest.raises(Refused, match="no experiment with a result"):
        actions.publish_version(box, changes=Words(), by=organizer, experiments=["tea"])
    experiments.finished(organizer, "coffee")
    version = actions.publish_version(box, changes=Words(), by=organizer, experiments=["coffee"])
    assert [lesson.experiment for lesson in version.lessons.all()] == ["coffee"]


def test_a_finished_campaign_becomes_a_box_without_its_people(organizer: Person, cast: Cast) -> None:
    campaign = used(world.version(organizer, task__room=world.CHECK, worklist__list=LIST), organizer)
    with pytest.raises(Refused, match="once it is finished"):
        actions.box_from_campaign(campaign, key="again", title=Words(en="Again"), by=organizer)
    with world.on(world.FIRST):
        actions.publish(campaign, by=organizer)
        actions.tick(room(campaign), done=True, by=organizer)
        actions.claim(Piece.objects.get(kind="worklist").items.get(name="Q1"), by=cast.volunteer)
    world.finish(campaign, organizer)
    box = actions.box_from_campaign(campaign, key="again", title=Words(en="Again"), by=organizer)
    assert (box.days, box.made_from) == (28, "markets")
    assert {each.key: each.content for each in box.pieces.all()} == {
        "room": world.CHECK.as_json(),
        "list": LIST.as_json(),
    }


def test_a_box_is_used_once_the_campaign_is_announced(organizer: Person) -> None:
    campaign = used(world.version(organizer), organizer)
    facts = Fact.objects.filter(kind="box.used", superseded_number=None)
    assert not facts.exists()
    actions.publish(campaign, by=organizer)
    assert [(fact.subject, fact.dimensions["box"]) for fact in facts] == [("markets", "kit")]
    actions.cancel(campaign, reason="Nobody came.", by=organizer)
    assert not facts.all().exists()


def test_a_volunteer_makes_no_box(cast: Cast) -> None:
    with pytest.raises(Exception, match="make_box"):
        world.box(cast.volunteer)
    assert not Box.objects.exists()


def _goal(target: int) -> Content:
    return Content(title=Words(), measure="events_held", target=target)
