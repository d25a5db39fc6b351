"""Two windows on what is kept for crises: the second save loses nothing that its writer did not see."""

from __future__ import annotations

from django.test import Client
from tests.safety.crisis import world
from tests.windows import OVERTAKEN, opened, sent

from thriving.kernel import clock
from thriving.safety.crisis.actions import reviewing
from thriving.safety.crisis.actions.words import Written
from thriving.safety.crisis.models import Review


def test_a_playbook_is_not_written_over_unseen(db: None, client: Client) -> None:
    team, boss = world.team(), world.manager()
    book = world.playbook(boss, team[0])
    client.force_login(boss)
    address = f"/crisis/ready/playbooks/{book.key}/anew/"
    first, second = opened(client, address), opened(client, address)
    assert sent(client, address, first, steps="Look.\nCall.\nTell.").status_code == 302
    assert OVERTAKEN in sent(client, address, second, steps="Look.\nWait.").content.decode()
    book.refresh_from_db()
    assert book.newest
    assert book.newest.steps == ["Look.", "Call.", "Tell."]


def test_a_review_is_not_written_over_unseen(db: None, client: Client) -> None:
    team, boss = world.team(), world.manager()
    crisis = world.stood_down(team, boss, clock.now())
    reviewing.call(crisis, by=team[0])
    reviewing.held(crisis, Written("We were quick."), by=team[0])
    client.force_login(team[0])
    address = f"/crisis/case/{crisis.key}/rewrite-review/"
    first, second = opened(client, address), opened(client, address)
    assert sent(client, address, first, text="We were quick, and alone.").status_code == 302
    assert OVERTAKEN in sent(client, address, second, text="All was well.").content.decode()
    assert Review.objects.get().text == "We were quick, and alone."
