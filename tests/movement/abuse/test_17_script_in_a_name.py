"""Abuse case 17: what people tell of themselves holds markup."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.test import Client
from django.urls import reverse
from tests.conftest import Cast

from thriving.movement import actions
from thriving.movement.actions.profile import Lines
from thriving.movement.models import Audience, RoleHolding

EVIL = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'


@pytest.fixture
def evil(cast: Cast, client: Client) -> Client:
    shown_to = {"name": Audience.EVERYONE, "about": Audience.EVERYONE}
    actions.introduce(cast.evaluator, Lines(name=EVIL, about=EVIL, shown_to=shown_to))
    RoleHolding.objects.filter(person=cast.evaluator).update(granted_by=cast.editor)
    client.force_login(cast.operator)
    return client


@pytest.mark.parametrize("page", ["/people/", "/roles/evaluator/", "person"])
def test_it_is_text_on_every_page(evil: Client, cast: Cast, page: str) -> None:
    address = reverse("movement:person", args=[cast.evaluator.page]) if page == "person" else page
    text = evil.get(address).content.decode()
    assert "&lt;script&gt;alert(1)" in text
    assert "<script" not in text
    assert "<img src=x" not in text


def test_it_is_text_in_the_file_of_ones_data(evil: Client, cast: Cast) -> None:
    evil.force_login(cast.evaluator)
    answer = evil.post(reverse("movement:my_data_file"))
    page = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))).read("data.html").decode()
    assert "&lt;script&gt;alert(1)" in page
    assert "<script" not in page
