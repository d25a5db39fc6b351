"""What of a council reaches steps of its preparation: only what everybody can open."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from tests.conftest import Cast, person
from tests.programs.councils import calls as world_of_calls
from tests.programs.councils import world

from thriving.movement.actions import Refused
from thriving.programs.councils.actions import calls
from thriving.programs.councils.moments import told

pytestmark = pytest.mark.django_db


def come(name: str) -> tuple[str, date | None]:
    moment = told(f"river/{name}")
    assert moment
    return moment.address, moment.happened_on


def test_a_call_reaches_its_step_once_everybody_reads_it(client: Client, cast: Cast) -> None:
    with world.on():
        call = world_of_calls.draft(world.council(cast.lead), cast.lead)
        assert come("call") == ("/councils/river/", None)
    with world.on(world.TODAY + timedelta(days=2)):
        calls.publish(call, by=cast.lead)
    assert come("call") == ("/councils/river/calls/1/", world.TODAY + timedelta(days=2))
    assert client.get(come("call")[0]).status_code == 200


def test_by_what_members_are_selected_is_read_before_there_is_a_call(client: Client, cast: Cast) -> None:
    council = world.council(cast.lead)
    assert come("rubric")[1] is None
    with world.on():
        calls.make_rubric(council, world_of_calls.CRITERIA, by=cast.lead)
    address, day = come("rubric")
    assert day == world.TODAY
    assert "Knows the river" in client.get(address).content.decode()
    assert address in client.get("/councils/river/").content.decode()


def test_the_words_of_a_call_name_nobody(cast: Cast) -> None:
    council = world.council(cast.lead)
    world.member(council, person("kofi"))
    with world.on():
        call = world_of_calls.draft(council, cast.lead, words="Come and sit beside kofi.")
        with pytest.raises(Refused, match="Write without names"):
            calls.publish(call, by=cast.lead)
