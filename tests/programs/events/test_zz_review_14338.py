from __future__ import annotations
import pytest
from django.test import Client
from tests.conftest import person
from tests.programs.events.world import *
from thriving.programs.events.actions import Wishes, register
from thriving.programs.events import actions
from thriving.programs.events.models import Registration
from thriving.kernel import clock
pytestmark = pytest.mark.django_db

@pytest.fixture
def organizer(db): return person("oriole", "organizer")

def test_oracle_account(organizer):
    ev = announced(organizer)
    v = person("victim"); v.email="victim@example.org"; v.save()
    with at(PLANNED_AT):
        register(ev, Wishes(is_public=False), by=v)
        for mail in ("victim@example.org","nobody@example.org"):
            r = Client().post(f"/events/markets/register/", {"email": mail, "name":"x"}, follow=False)
            print("OPEN account", mail, r.status_code, r.get("Location"))

def test_oracle_link(organizer):
    ev = announced(organizer)
    with at(PLANNED_AT):
        c = Client()
        r = c.post("/events/markets/register/", {"email": "a@example.org", "name":"x"})
        print("first", r.status_code, r.get("Location"))
    with at(DURING.replace(day=25)):
        for mail in ("a@example.org","nobody@example.org"):
            r = Client().post("/events/markets/register/", {"email": mail, "name":"x"})
            print("OVER link", mail, r.status_code, r.get("Location"))
    with at(PLANNED_AT):
        actions.choose(ev, actions.Chosen(is_open=False) if hasattr(actions,"Chosen") else __import__("thriving.programs.events.actions.admission",fromlist=["Chosen"]).Chosen(is_open=False), by=organizer)
        for mail in ("a@example.org","nobody@example.org"):
            for i in range(3):
                r = Client().post("/events/markets/register/", {"email": mail, "name":"x"})
            print("CLOSED link", mail, r.status_code, r.get("Location"))
    from thriving.movement.models import SignInAttempt
    print("attempts counted", SignInAttempt.objects.count())
