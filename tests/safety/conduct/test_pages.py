from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.conftest import Cast
from tests.safety.conduct import pages, world

from thriving.kernel.words import Words
from thriving.movement.models import Person
from thriving.safety.conduct import actions
from thriving.safety.conduct.models import Code, Comment, Version

Counted = Callable[..., Any]
CODE, FIRST, SECOND = "/conduct/universal/", "/conduct/universal/1/", "/conduct/universal/2/"


def text_of(page: bytes) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.decode()))


def test_the_page_of_a_code_shows_what_holds_in_the_readers_language(db: None, client: Client) -> None:
    world.in_force()
    page = client.get(CODE, headers={"accept-language": "ar"}).content.decode()
    assert '<div class="th-conduct" lang="ar" dir="rtl"><h3>الاحترام</h3>' in page
    english = text_of(client.get(CODE + "?in=en", headers={"accept-language": "en"}).content)
    assert "This is the text that binds" in english
    assert "Board of Trustees endorsed it on 2 March 2020" in english
    assert "reviewed by 9 March 2021" in english


def test_a_translation_says_that_it_is_one(db: None, client: Client) -> None:
    world.in_force()
    page = text_of(client.get(CODE + "?in=ar", headers={"accept-language": "en"}).content)
    assert "Where it differs, the text in English counts." in page


def test_what_differs_is_told_without_color(db: None, client: Client) -> None:
    pages.next_in_consultation(world.in_force())
    page = client.get(SECOND + "difference/").content.decode()
    assert (
        '<ins><span class="th-unseen">[new:] </span>, always<span class="th-unseen"> [end]</span></ins>'
        in page
    )
    assert "A paragraph with other words" in page
    assert "A paragraph that is gone" in page


def test_a_difference_of_words_of_strangers_is_inert(db: None, client: Client) -> None:
    first = world.in_force(text="Be kind.")
    version = actions.draft(first.code, binding="en", changes=Words(), by=world.keeper())
    actions.write(version, "en", "Be kind. <script>alert(1)</script>", by=world.keeper())
    client.force_login(world.keeper())
    page = client.get(SECOND + "difference/").content.decode()
    assert "&lt;" in page
    assert "<script>alert" not in page


def test_a_keeper_writes_asks_answers_and_freezes_by_pages(db: None, client: Client) -> None:
    keeper, code = world.keeper(), world.code()
    client.force_login(keeper)
    with world.at(world.DRAFTED):
        client.post(f"{CODE}for/draft/", {"binding": "en", "changes": "New."})
        client.post(f"{FIRST}write/en/", {"text": world.TEXT})
        client.post(f"{FIRST}to/consult/", {"until": world.ASKED_UNTIL})
        client.post(f"{FIRST}comment/", {"words": "Say more.", "language": "en"})
        client.post(f"{FIRST}comments/1/answer/", {"kind": "kept", "words": "It says it.", "language": "en"})
    with world.at(world.CONCLUDED):
        client.post(f"{FIRST}to/conclude/", {"words": "Heard."})
        answer = client.post(f"{FIRST}to/freeze/", follow=True)
    version = code.versions.get()
    assert version.state == "frozen"
    assert version.seals["en"] in answer.content.decode()


def test_a_refusal_keeps_what_was_typed(db: None, client: Client) -> None:
    world.drafted()
    client.force_login(world.keeper())
    answer = client.post(f"{FIRST}write/en/", {"text": "kind " * 1_500})
    assert answer.status_code == 422
    assert "An empty line begins a new one" in answer.content.decode()
    assert "kind kind kind" in answer.content.decode()


def test_somebody_votes_on_a_page_and_is_not_asked_again(db: None, client: Client) -> None:
    world.opened()
    voter = world.voters()[0]
    client.force_login(voter)
    with world.at(world.OPENED):
        assert f'href="{FIRST}vote/"' in client.get(FIRST).content.decode()
        assert client.post(f"{FIRST}vote/", {"choice": "yes"}).status_code == 302
        back = client.get(f"{FIRST}vote/")
        assert (back.status_code, back.headers["Location"]) == (302, FIRST)
        assert client.post(f"{FIRST}vote/", {"choice": "yes"}).status_code == 404
        page = text_of(client.get(FIRST).content)
    assert "Have voted 1 ( 17% )" in page


def test_how_it_stands_is_not_told_while_people_vote(db: None, client: Client) -> None:
    version = world.opened()
    with world.at(world.OPENED):
        actions.vote(version, "no", by=world.voters()[0])
        client.force_login(world.keeper())
        page = text_of(client.get(FIRST).content)
    assert "Against it" not in page


def test_the_board_endorses_on_a_page(db: None, client: Client) -> None:
    world.ratified()
    client.force_login(world.secretary())
    said = {
        "body": "Board",
        "title": "Resolution",
        "decided_on": world.ENDORSED,
        "address": world.PROOF.address,
    }
    with world.at(world.ENDORSED):
        client.post(f"{FIRST}to/endorse/", said)
    assert world.PROOF.address in client.get(FIRST).content.decode()


def test_somebody_acknowledges_what_they_read(cast: Cast, client: Client) -> None:
    version = world.in_force()
    client.force_login(cast.volunteer)
    answer = client.post(
        f"{FIRST}acknowledge/?in=ar", {"sha256": version.seals["ar"], "read": "on"}, follow=True
    )
    assert answer.redirect_chain == [(CODE, 302)]
    [given] = version.acknowledgements.all()
    assert (given.person, given.language) == (cast.volunteer, "ar")


def test_the_keepers_list_names_who_owes_it(cast: Cast, client: Client) -> None:
    version = world.in_force()
    actions.ask_roles(version.code, ["evaluator"], by=world.keeper())
    client.force_login(world.keeper())
    page = text_of(client.get(f"{FIRST}acknowledged/").content)
    assert "2 acknowledgements are missing." in page
    rows = client.get(f"{FIRST}acknowledged.json").json()["rows"]
    assert {row["person"] for row in rows} == {"Esi", "Emre"}


def test_a_comment_with_a_formula_is_text_in_the_file(cast: Cast, client: Client) -> None:
    version = world.asked()
    with world.at(world.DRAFTED):
        actions.comment(version, '=HYPERLINK("https://evil.example")', language="en", by=cast.volunteer)
    assert b"'=HYPERLINK" in client.get(f"{FIRST}comments.csv").content


def comments(version: Version, author: Person, first: int, last: int) -> None:
    rows = [
        Comment(
            version=version,
            number=number,
            author=author,
            language="en",
            words="Say more.",
            said_at="2020-01-07T09:00Z",
        )
        for number in range(first, last)
    ]
    Comment.objects.bulk_create(rows)


def test_comments_cost_the_same_however_many(
    cast: Cast, client: Client, django_assert_max_num_queries: Counted
) -> None:
    version = world.asked()
    client.force_login(cast.volunteer)
    client.get(f"{FIRST}comments/")  # the first page of a session looks after the session
    costs = []
    for first, last in ((1, 2), (2, 4)):
        comments(version, cast.volunteer, first, last)
        with django_assert_max_num_queries(60) as counted:
            client.get(f"{FIRST}comments/")
        costs.append(len(counted))
    assert costs[0] == costs[1]


def test_codes_cost_the_same_however_many(
    cast: Cast, client: Client, django_assert_max_num_queries: Counted
) -> None:
    world.in_force()
    costs = []
    for more in ((), ("a", "b")):
        for key in more:
            code = Code.objects.create(key=key, scope=f"affiliate:{key}", title=Words(en=key))
            code.versions.create(number=1, binding="en", drafted_on="2020-01-06", consulted_from="2020-01-06")
        client.get("/conduct/")
        with django_assert_max_num_queries(60) as counted:
            client.get("/conduct/")
        costs.append(len(counted))
    # Parts of the movement are named, once there are any: that is one question more for all of them.
    assert costs[1] - costs[0] <= 1


def test_who_owes_it_costs_the_same_however_many(
    cast: Cast, client: Client, django_assert_max_num_queries: Counted
) -> None:
    version = world.in_force()
    client.force_login(world.keeper())
    client.get(FIRST)  # the first page of a session looks after the session
    costs = []
    for roles in (["plan_editor"], ["plan_editor", "evaluator"]):
        actions.ask_roles(version.code, roles, by=world.keeper())
        with django_assert_max_num_queries(60) as counted:
            client.get(f"{FIRST}acknowledged/")
        costs.append(len(counted))
    assert costs[0] == costs[1]


@pytest.mark.parametrize("page", ["codes", "code", "version", "difference", "comments"])
def test_pages_are_right_to_left_where_their_language_is(db: None, client: Client, page: str) -> None:
    pages.next_in_consultation(world.in_force())
    arguments = {"codes": [], "code": ["universal"]}.get(page, ["universal", 2])
    answer = client.get(reverse(f"conduct:{page}", args=arguments), headers={"accept-language": "ar"})
    assert answer.status_code == 200
    assert 'dir="rtl"' in answer.content.decode()


@pytest.mark.parametrize(
    ("reached", "day", "said"),
    [
        (world.asked, world.DRAFTED, "Comment on it</strong> – whoever has an account, by"),
        (world.asked, world.CONCLUDED, "conclude the consultation</strong> – whoever keeps the code"),
        (world.concluded, world.CONCLUDED, "Freeze the text</strong> – whoever keeps the code"),
        (world.frozen, world.OPENED, "Declare the ballot</strong> – whoever keeps the code"),
        (world.opened, world.OPENED, "Vote on it</strong> – whoever is on the roll, by"),
        (world.ratified, world.OPENED, "endorsement</strong> – the secretary of the Board"),
        (world.in_force, world.IN_FORCE, "stays as it is</strong> – whoever keeps the code, by"),
    ],
)
def test_a_version_says_what_is_next_by_whom_and_by_when(
    db: None, client: Client, reached: Callable[[], Version], day: date, said: str
) -> None:
    version = reached()
    with world.at(day):
        page = client.get(f"/conduct/{version.code.key}/{version.number}/").content.decode()
    assert said in page
