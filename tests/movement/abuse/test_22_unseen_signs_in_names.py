"""Abuse case 22: signs that nobody sees, in names and in letters that tell of them."""

from __future__ import annotations

import pytest
from tests.conftest import person
from tests.movement.groups import world

from thriving.kernel.models import Mail
from thriving.kernel.words import Words
from thriving.movement.actions.recognition import Said, move

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Wiki \u202eedisekaL", "Wiki edisekaL"),
        ("Wiki\u200b Lake\u2060side", "Wiki Lakeside"),
        ("Wiki\x00 Lakeside\x1b[31m", "Wiki Lakeside[31m"),
        ("  Wiki \n\r\n Lakeside ", "Wiki Lakeside"),
        ("می\u200cخواهم", "می\u200cخواهم"),  # Persian is spelled with it
    ],
)
def test_a_name_keeps_only_what_is_seen(typed: str, kept: str) -> None:
    lakeside = world.affiliate(name=typed, text=Words(en=f"Mission {typed}"), contact=typed)
    assert lakeside.name == Words(en=kept)
    assert "\u202e" not in lakeside.mission["en"] + lakeside.contact
    assert "\u200b" not in lakeside.mission["en"] + lakeside.contact


def test_a_letter_takes_no_header_from_a_name() -> None:
    volunteer, officer = person("valentina"), world.officer()
    volunteer.email = "v@example.org"
    volunteer.save()
    application = world.application(volunteer, name="Hopeful\r\nBcc: everybody@example.org")
    move(application, "acknowledge", by=officer, said=Said(words="Hello\r\nBcc: x@example.org"))
    letter = Mail.objects.get()
    assert "Bcc" not in letter.subject + letter.text
    assert "\n" not in letter.subject
