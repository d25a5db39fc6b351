from __future__ import annotations

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.test import Client

from thriving.movement.models import Person
from thriving.safety.conduct.models import Version
from thriving.safety.conduct.queries import codes_for
from thriving.web.sample import cast

DAY = date(2019, 10, 28)


def test_one_code_went_from_its_draft_to_its_force(played: date) -> None:
    version = Version.objects.get(state="in_force")
    assert version.code.scope == "affiliate:capital-students"
    assert (version.frozen_on, version.in_force_on) == (date(2019, 9, 18), DAY)
    assert version.ballot.reached_its_quorum
    assert version.endorsement.decided_on == date(2019, 10, 21)
    assert version.code in codes_for(AnonymousUser())


def test_its_pages_show_each_step(played: date) -> None:
    page = Client().get("/conduct/capital-students/1/").content.decode()
    for words in ("SHA-256", "Board of the student group", "In force since", "more than"):
        assert words in page


def test_whose_role_asks_for_it_has_acknowledged_it_and_waits_for_nothing(played: date) -> None:
    contact = Person.objects.get(username=cast.CONTACT.username)
    assert "affiliate_contact" in contact.acting.roles
