from __future__ import annotations

from datetime import timedelta

from tests.conftest import Cast
from tests.movement.minors.world import agreed, asked, cleared, confirmed, minor, officer

from thriving.kernel import clock
from thriving.movement import work
from thriving.movement.actions import guardians
from thriving.movement.actions import minors as doing
from thriving.movement.models import Person


def titles(reader: Person) -> list[str]:
    return [each.item.title for each in work.waiting_for(reader, clock.today()) if each.by.name == "minors"]


def test_an_officer_confirms_within_a_week_and_names_nobody(cast: Cast) -> None:
    safiya, mino = officer(), minor()
    found = [each.item for each in work.waiting_for(safiya, clock.today())]
    assert [each.due for each in found] == [clock.today() + timedelta(days=7)]
    assert mino.name not in str(found)
    assert not any(each.public or each.kind for each in found)
    confirmed(mino)
    assert titles(safiya) == []
    assert titles(cast.operator) == []


def test_what_a_guardian_wants_deleted_goes_within_a_month(cast: Cast) -> None:
    safiya, mino = officer(), confirmed(minor())
    guardians.take_back(agreed(mino), delete=True)
    found = [each.item.due for each in work.waiting_for(safiya, clock.today())]
    assert found == [clock.today() + timedelta(days=30)]
    guardians.delete_account(mino, by=safiya)
    assert titles(safiya) == []
    assert not Person.objects.filter(username="mino").exists()


def test_a_minor_reads_what_comes_next(cast: Cast) -> None:
    mino = minor()
    doing.stand(mino, by=mino)
    assert titles(mino) == ["Name a parent or guardian, who has to agree"]
    asked(mino)
    assert titles(mino) == []
    confirmed(mino)
    with clock.stopped_at(clock.now() + timedelta(days=290)):
        assert "Say again how old you are" in titles(mino)


def test_who_grew_up_is_asked_whether_they_want_to(cast: Cast) -> None:
    mino = confirmed(minor())
    agreed(mino)
    confirmed(mino, "18-24")
    assert titles(mino) == ["Say whether you want to take part"]


def test_a_clearance_that_ends_waits_for_its_holder_and_the_officer(cast: Cast) -> None:
    safiya = officer()
    cleared(cast.volunteer, days=30)
    assert len(titles(cast.volunteer)) == len(titles(safiya)) == 1
    cleared(cast.volunteer, days=365)
    assert titles(cast.volunteer) == titles(safiya) == []
