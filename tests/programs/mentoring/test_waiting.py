from __future__ import annotations

import pytest
from tests.programs.mentoring import world

from thriving.kernel import clock
from thriving.movement.models import Audience, Person
from thriving.programs.mentoring.waiting import waiting

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("shown_to", "named"), [(Audience.MEMBERS, True), (Audience.SELF, False)])
def test_letters_do_not_say_that_somebody_mentors_who_hides_their_lines(
    shown_to: str, *, named: bool
) -> None:
    mentor = world.mentor_of(world.asked())
    Person.objects.filter(pk=mentor.pk).update(languages_shown_to=shown_to)
    mentor.refresh_from_db()
    (item,) = waiting(mentor, clock.today())
    assert (item.title, bool(item.kind)) == ("Answer a newcomer", named)
