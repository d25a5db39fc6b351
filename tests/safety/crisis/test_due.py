"""What is next in a crisis stands on its page, and among the work of whoever leads."""

from __future__ import annotations

from django.test import Client
from tests.safety.crisis import world

from thriving.kernel import clock
from thriving.movement import work
from thriving.movement.models import Person
from thriving.safety.crisis.actions import reviewing
from thriving.safety.crisis.actions.words import Written
from thriving.safety.crisis.models import Clock, Crisis


def titles(reader: Person) -> list[str]:
    return [str(each.item.title) for each in work.waiting_for(reader, clock.today())]


def next_on_page(reader: Person, crisis: Crisis) -> list[str]:
    client = Client()
    client.force_login(reader)
    page = client.get(f"/crisis/case/{crisis.key}/")
    return [str(each.title) for each in page.context["next"]]


def test_what_no_clock_says_waits_for_whoever_leads(db: None) -> None:
    team = world.team()
    crisis = world.stood_down(team, world.manager(), clock.now())
    Clock.objects.all().delete()  # as after a crisis so slight that none runs for its review
    assert titles(team[0]) == ["Call for the review"]
    reviewing.call(crisis, by=team[0])
    Clock.objects.all().delete()
    assert titles(team[0]) == next_on_page(team[0], crisis) == ["Say that the review was held"]
    reviewing.held(crisis, Written("We were quick."), by=team[0])
    assert titles(team[0]) == next_on_page(team[0], crisis)
    assert titles(team[2]) == []


def test_the_clock_of_a_review_is_not_told_twice(db: None) -> None:
    team = world.team()
    crisis = world.stood_down(team, world.manager(), clock.now())
    reviewing.call(crisis, by=team[0])
    assert "Say that the review was held" not in next_on_page(team[0], crisis)
