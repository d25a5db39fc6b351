from __future__ import annotations

from tests.conftest import Cast, person
from tests.programs.councils import calls as world_of_calls
from tests.programs.councils import world

from thriving.programs.councils.actions import calls
from thriving.programs.councils.hearing import proposed_or_decide
from thriving.programs.councils.models import Nomination


def test_who_proposed_or_decides_does_not_answer_for_a_candidate(cast: Cast) -> None:
    call = world_of_calls.opened(cast.lead)
    nomination = world_of_calls.stands(call, kid := person("kid"))
    Nomination.objects.filter(pk=nomination.pk).update(nominator=cast.volunteer)
    with world.on():
        calls.name_panelist(call, judge := person("judge"), by=cast.lead)
    assert set(proposed_or_decide(kid)) == {cast.volunteer, cast.lead, judge}
    assert not proposed_or_decide(person("stranger"))


def test_nor_do_the_owners_of_a_council_where_they_sit(cast: Cast) -> None:
    world.member(world.council(cast.lead), kid := person("kid"))
    assert set(proposed_or_decide(kid)) == {cast.lead}
