"""The server's clock says when people may vote and comment, and since when something holds; no form does."""

from __future__ import annotations

from django.test import Client
from tests.conftest import Cast
from tests.safety.conduct import world

from thriving.safety.conduct.models import Comment, Tally


def test_a_late_comment_says_no_day_of_its_own(cast: Cast, client: Client) -> None:
    world.asked()
    client.force_login(cast.volunteer)
    said = {"words": "Late.", "language": "en", "said_at": "2020-01-07", "on": "2020-01-07"}
    with world.at(world.CONCLUDED, 0):
        assert client.post("/conduct/universal/1/comment/", said).status_code == 404
    assert not Comment.objects.exists()


def test_a_vote_counts_until_midnight_utc_and_not_a_minute_longer(db: None, client: Client) -> None:
    world.opened()
    one, other = world.voters()[:2]
    for voter, day, hour in ((one, world.LAST_DAY, 23), (other, world.COUNTED, 0)):
        client.force_login(voter)
        with world.at(day, hour):
            client.post("/conduct/universal/1/vote/", {"choice": "yes"})
    assert Tally.objects.get(choice="yes").votes == 1


def test_it_holds_from_the_day_on_which_it_is_put_in_force(db: None, client: Client) -> None:
    version = world.endorsed()
    client.force_login(world.keeper())
    with world.at(world.IN_FORCE):
        client.post("/conduct/universal/1/to/take_effect/", {"in_force_on": "2020-01-01"})
    assert world.fresh(version).in_force_on == world.IN_FORCE
