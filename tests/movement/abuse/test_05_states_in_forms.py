"""Abuse case 5: a form sent with more fields than it has. What was not asked is not taken."""

from __future__ import annotations

import pytest
from django.forms.models import model_to_dict
from django.test import Client
from tests.conftest import Cast
from tests.movement.groups import world

from thriving.movement.models import Affiliate

pytestmark = pytest.mark.django_db
SMUGGLED = {
    "state": "recognized",
    "recognized_since": "2001-01-01",
    "due_at": "",
    "sample": "on",
    "applicant": "1",
    "reason": "because",
    "sort_name": "aaa",
    "id": "1",
    "pk": "1",
    "checked_in_at": "2020-01-01",
    "received_on": "2001-01-01",
}
SAID = {
    "kind": "user_group",
    "name_en": "Hopeful Writers",
    "countries": "Ghana",
    "languages": "",
    "contact": "",
}
KEPT = ("state", "recognized_since", "sample", "applicant", "sort_name", "id", "key", "reason")


@pytest.mark.parametrize("address", ["/affiliates/apply/", "/affiliates/hopeful/edit/"])
def test_an_applicant_recognizes_nobody(client: Client, cast: Cast, address: str) -> None:
    application = world.application(cast.volunteer)
    before = model_to_dict(application, KEPT)
    client.force_login(cast.volunteer)
    client.post(address, {**SAID, **SMUGGLED, "key": "another"})
    application.refresh_from_db()
    assert model_to_dict(application, KEPT) == before
    assert set(Affiliate.objects.values_list("state", "recognized_since", "sample")) == {
        ("applied", None, False)
    }
    assert set(Affiliate.objects.values_list("applicant", flat=True)) == {cast.volunteer.pk}


@pytest.mark.parametrize("move", ["acknowledge", "recognize", "begin_trial", "register", "apply", "x" * 50])
def test_an_applicant_sends_no_step_but_withdrawal(client: Client, cast: Cast, move: str) -> None:
    application = world.application(cast.volunteer)
    client.force_login(cast.volunteer)
    assert client.post("/affiliates/hopeful/recognition/", {"move": move}).status_code == 422
    vote = {"vote": "vote", "held_on": "2020-01-01", "in_favor": "5", "against": "0", "abstained": "0"}
    assert client.post("/affiliates/hopeful/recognition/", vote).status_code == 403
    application.refresh_from_db()
    assert (application.state, application.votes.count()) == ("applied", 0)
