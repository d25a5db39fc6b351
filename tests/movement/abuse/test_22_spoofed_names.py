"""Abuse case 22: a name that passes for another, or breaks a letter apart."""

from __future__ import annotations

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from tests.conftest import Cast
from tests.movement.conftest import as_shown

from thriving.kernel import outbox
from thriving.movement import actions
from thriving.movement.actions import Refused
from thriving.movement.models import Person


@pytest.mark.parametrize("name", ["Omar\u202e", "O\u200bmar", "\u2066Omar\u2069", "Omar\ufeff", "Om\u00adar"])
def test_marks_that_nobody_sees_are_taken_out_of_a_name(client: Client, cast: Cast, name: str) -> None:
    client.force_login(cast.volunteer)
    form = client.get(reverse("movement:edit_profile")).context["form"]
    client.post(reverse("movement:edit_profile"), {**as_shown(form), "name": name})
    assert Person.objects.get(pk=cast.volunteer.pk).name == "Omar"


@pytest.mark.parametrize("username", ["оmar", "οmar", "omаr"])
def test_a_name_to_sign_in_with_borrows_no_letters(cast: Cast, username: str) -> None:
    with pytest.raises(Refused, match="two scripts that look alike"):
        actions.welcome(Person(username=username), by="test")


def test_a_newcomers_name_is_cleaned_too(cast: Cast) -> None:
    newcomer = actions.welcome(Person(username="asha", name="As\u202eha\r\nBcc: all@example.org"), by="test")
    assert newcomer.name == "Asha Bcc: all@example.org"


def test_a_name_adds_no_line_to_the_head_of_a_letter(cast: Cast) -> None:
    Person.objects.filter(pk=cast.volunteer.pk).update(
        name="V\r\nBcc: all@example.org", email="v@example.org"
    )
    reader = Person.objects.get(pk=cast.volunteer.pk)
    outbox.send(to=reader, subject=f"For {reader}", text="…", key="test", kind="work")
    outbox.deliver()
    (letter,) = mail.outbox
    assert letter.subject == "For V Bcc: all@example.org"
    assert letter.recipients() == ["v@example.org"]
