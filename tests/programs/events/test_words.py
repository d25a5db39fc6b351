from __future__ import annotations

import pytest
from django.test import Client
from tests.programs.events import world
from tests.whole.pseudo_locale import bare, data_of_records, spoken

from thriving.movement.forms.choosing import time_zones
from thriving.movement.models import Person
from thriving.programs.events import actions
from thriving.programs.events.forms.fields import countries
from thriving.ui import cldr

PAGES = (
    "",
    "share/",
    "change/",
    "organizers/",
    "steps/publish/",
    "steps/copy/",
    "steps/repeat/",
    "steps/cancel/",
)


@pytest.mark.parametrize("page", ["", "new/", "calendar/", *(f"markets/{each}" for each in PAGES)])
def test_every_word_was_offered_to_translators(client: Client, organizer: Person, page: str) -> None:
    publish = "publish" not in page
    event = (world.announced if publish else world.draft)(organizer, format="hybrid", wikis=())
    if page == "markets/":
        with world.at(world.PLANNED_AT):
            actions.cancel(event, reason="No hall", by=organizer)
    client.force_login(organizer)
    with spoken(), world.at(world.PLANNED_AT):
        text = client.get(f"/events/{page}").content.decode()
        named = {name for _code, name in (*time_zones(), *countries())}
    times = {" ".join(cldr.clock_time(each).split()) for each in (event.local_start, event.local_end)}
    own = {str(event.title), str(event.text), event.place, event.address, event.safety_contact, "No hall"}
    data = {*data_of_records(), *named, *own, *times, *event.policy.values()}
    assert bare(text, data) == []
