"""The pages of campaigns, as those who run them and everybody else see them."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.conftest import Cast, person
from tests.programs.campaigns import world
from tests.programs.events import world as events

from thriving.kernel.words import Words
from thriving.movement.models import Person, Wiki
from thriving.programs.campaigns import actions
from thriving.programs.campaigns.content import Content
from thriving.programs.campaigns.models import Campaign, Contribution, EventLink, Instance, Piece, WorkItem

pytestmark = pytest.mark.django_db

MARKETS = "/campaigns/markets/"
GHANA = f"{MARKETS}ghana/"
SAID = {
    "title_en": "Markets",
    "text_en": "About markets.",
    "starts_on": "2026-03-02",
    "ends_on": "2026-03-29",
    "goal_rule": "all",
}


def test_an_organizer_takes_it_from_draft_to_results(client: Client, organizer: Person) -> None:
    client.force_login(organizer)
    with world.on(world.PLANNED_ON):
        assert client.post("/campaigns/new/", {**SAID, "key": "markets"}).status_code == 302
        assert client.post(f"{MARKETS}rewrite/", {**SAID, "theme_en": "Trade"}).status_code == 302
        assert client.post(f"{MARKETS}add/", {"title_en": "Ghana", "key": "ghana"}).status_code == 302
        assert client.post(f"{MARKETS}step/publish/").status_code == 302
        assert client.post(f"{GHANA}step/join/").status_code == 302
    with world.on(world.AFTER):
        assert client.post(f"{MARKETS}step/finish/", {"learned": "Start earlier."}).status_code == 302
    campaign = Campaign.objects.get()
    assert (campaign.state, str(campaign.theme)) == ("finished", "Trade")
    assert "Start earlier." in client.get(MARKETS).content.decode()


def test_a_long_text_in_another_language_stays_in_paragraphs(client: Client, organizer: Person) -> None:
    world.published(organizer, text=Words(en="One.\n\nTwo."))
    page = client.get(MARKETS, headers={"accept-language": "ar"}).content.decode()
    assert '<div lang="en" dir="ltr"><p>One.</p>\n\n<p>Two.</p></div>' in page


def test_a_draft_is_absent_to_others(client: Client, organizer: Person) -> None:
    world.draft(organizer)
    assert client.get(MARKETS).status_code == 404
    assert "Markets of the world" not in client.get("/campaigns/").content.decode()


def test_a_place_is_absent_until_it_joins(client: Client, organizer: Person, local: Person) -> None:
    campaign = world.published(organizer)
    place = actions.add_place(campaign, actions.Placed(Words(en="Ghana")), key="ghana", by=organizer)
    actions.name_organizer(place, local, by=organizer)
    assert client.get(GHANA).status_code == 404
    client.force_login(local)
    assert client.get(GHANA).status_code == 200


def test_fields_of_others_are_ignored(client: Client, organizer: Person) -> None:
    client.force_login(organizer)
    more = {"state": "finished", "published_at": "2020-01-01", "box_version": "1", "sample": "on"}
    client.post("/campaigns/new/", {**SAID, "key": "markets", **more})
    campaign = Campaign.objects.get()
    assert (campaign.state, campaign.published_at, campaign.sample) == ("draft", None, False)


def test_another_places_page_cannot_be_changed_by_its_number(
    client: Client, organizer: Person, local: Person
) -> None:
    campaign = world.running(organizer)
    mine, other = world.place(campaign, organizer), world.place(campaign, organizer, "kenya", country="KE")
    actions.name_organizer(mine, local, by=organizer)
    for where in (mine, other):
        world.worklist(where, organizer, "Kejetia Market")
    client.force_login(local)
    for page in ("rewrite", "people", "events", "kit", "contributions/list", "worklists/list/add"):
        assert client.get(f"{MARKETS}ghana/{page}/").status_code == 200
        assert client.get(f"{MARKETS}kenya/{page}/").status_code == 404
        assert client.get(f"{MARKETS}whole/{page}/").status_code == 404
    theirs = WorkItem.objects.get(worklist__instance=other)
    through_mine = f"{GHANA}worklists/list/{theirs.pk}/"
    assert client.post(through_mine, {"do": "remove"}).status_code == 404


def test_somebody_takes_and_finishes_what_is_wanted(client: Client, organizer: Person, cast: Cast) -> None:
    campaign = world.running(organizer)
    world.worklist(campaign, organizer, "Kejetia Market")
    item = WorkItem.objects.get()
    page = f"{MARKETS}whole/worklists/list/"
    client.force_login(cast.volunteer)
    assert client.post(f"{page}{item.pk}/", {"do": "claim"}).status_code == 302
    assert "taken by you" in client.get(page).content.decode()
    client.force_login(cast.evaluator)
    seen = client.get(page).content.decode()
    assert "taken by somebody" in seen
    assert "Valentina" not in seen
    assert client.post(f"{page}{item.pk}/", {"do": "finish"}).status_code == 403
    client.force_login(cast.volunteer)
    assert client.post(f"{page}{item.pk}/", {"do": "finish"}).status_code == 302
    assert WorkItem.objects.get().state == "done"


def test_rows_that_are_wrong_are_named_and_nothing_is_taken_in(client: Client, organizer: Person) -> None:
    campaign = world.running(organizer)
    world.worklist(campaign, organizer)
    world.wiki()
    client.force_login(organizer)
    page = f"{MARKETS}whole/worklists/list/add/"
    table = "what,name,wiki,address\npage,Makola,enwiki,\nfish,Tuna,,\nitem,12,,\ndata,S,,javascript:x\n"
    answer = client.post(page, {"lines": table})
    assert answer.status_code == 422
    for sentence in ("Row 3: “fish”", "Row 4: “12”", "Row 5: This is no address"):
        assert sentence in answer.content.decode()
    assert not WorkItem.objects.exists()
    file = SimpleUploadedFile("list.csv", b"what,name,wiki\npage,Makola,enwiki\nitem,q42,\n")
    answer = client.post(page, {"file": file})
    assert answer.status_code == 302, answer.context["form"].errors
    assert client.post(page, {"lines": "Makola\nQ43\n", "wiki": "enwiki"}).status_code == 302
    assert sorted(WorkItem.objects.values_list("name", flat=True)) == ["Makola", "Q42", "Q43"]


def test_ones_own_contribution_waits_for_somebody_else(client: Client, organizer: Person, cast: Cast) -> None:
    world.running(organizer)
    world.wiki()
    said = {"what": "page", "name": "Makola", "wiki": "enwiki", "done": "created", "on": "2026-03-10"}
    client.force_login(cast.volunteer)
    assert client.post(f"{MARKETS}whole/contribute/", said).status_code == 302
    assert client.post(f"{MARKETS}whole/contribute/", said).status_code == 422
    row = Contribution.objects.get()
    assert not row.may_measure
    assert client.post(f"{MARKETS}whole/contribute/", {**said, "name": "Fish", "may_measure": "on"})
    assert Contribution.objects.get(name="Fish").may_measure
    mine = client.get(f"{MARKETS}whole/contributions/").content.decode()
    assert "Makola" in mine
    client.force_login(person("nosy"))
    assert "Makola" not in client.get(f"{MARKETS}whole/contributions/").content.decode()
    answer = client.post(f"{MARKETS}whole/contributions/", {"rows": row.uid, "confirm": "1"})
    assert answer.status_code == 422
    client.force_login(organizer)
    assert client.post(f"{MARKETS}whole/contributions/", {"rows": row.uid, "confirm": "1"}).status_code == 302
    row.refresh_from_db()
    assert row.state == "confirmed"


def test_a_contribution_is_told_of_an_event_that_belongs_there(
    client: Client, organizer: Person, cast: Cast
) -> None:
    campaign = world.running(organizer)
    place = world.place(campaign, organizer)
    mine, other = events.held(organizer), events.held(organizer, "elsewhere")
    actions.add_event(place, mine, by=organizer)
    said = {"what": "item", "name": "Q42", "done": "improved", "on": "2026-03-20"}
    client.force_login(cast.volunteer)
    assert client.post(f"{GHANA}contribute/", {**said, "event": other.key}).status_code == 422
    assert client.post(f"{GHANA}contribute/", {**said, "event": mine.key}).status_code == 302
    assert Contribution.objects.get().event == mine


def test_a_task_is_done_by_one_of_them_or_by_all(client: Client, organizer: Person, cast: Cast) -> None:
    campaign = world.from_box(world.version(organizer), organizer, "markets")
    actions.name_organizer(campaign, cast.volunteer, by=organizer)
    page = f"{MARKETS}whole/kit/task/room/do/"
    client.force_login(cast.volunteer)
    assert client.post(page, {"do": "mine"}).status_code == 302
    assert "You do it." in client.get(f"{MARKETS}whole/kit/").content.decode()
    client.force_login(organizer)
    assert "Valentina</bdi> does it." in client.get(f"{MARKETS}whole/kit/").content.decode()
    assert client.post(page, {"do": "ours"}).status_code == 302
    client.force_login(cast.lead)
    assert client.post(page, {"do": "mine"}).status_code == 422
    assert client.post(page, {"do": "eat"}).status_code == 404


def test_outsiders_read_no_small_numbers_and_no_names(client: Client, organizer: Person, cast: Cast) -> None:
    campaign = world.running(organizer)
    with world.on(world.DURING):
        actions.record_list(
            campaign, [world.told("Makola", "Ama"), world.told("Kejetia", "Ben")], by=organizer
        )
    goal = Content(title=Words(), measure="contributors", target=20)
    actions.write_piece(campaign, "goal", "people", goal, by=organizer)
    for page in (MARKETS, "/campaigns.json", "/campaigns.csv"):
        seen = client.get(page).content.decode()
        assert "Ama" not in seen
        assert "Makola" not in seen
    for somebody in (None, organizer):
        if somebody:
            client.force_login(somebody)
        assert "of <bdi>20</bdi>; not shown: few people" in client.get(MARKETS).content.decode()
    assert "people <bdi>2</bdi>" in client.get(f"{MARKETS}whole/contributions/").content.decode()


def test_texts_are_filled_in_each_language(client: Client, organizer: Person) -> None:
    campaign = world.from_box(world.version(organizer), organizer, "markets")
    client.force_login(organizer)
    kit = client.get(f"{MARKETS}whole/kit/").content.decode()
    assert "There is nothing yet to fill in for: place" in kit
    actions.change_campaign(campaign, world.planned(countries=("GH",)), by=organizer)
    kit = client.get(f"{MARKETS}whole/kit/").content.decode()
    assert "It starts on 2 March 2026 in Ghana." in kit
    assert "Empieza el 2 de marzo de 2026 en Ghana." in kit


def test_hostile_words_stay_words(client: Client, organizer: Person) -> None:
    evil = "<script>alert(1)</script>"
    text = Content(title=Words(en=f"{evil} {{title}}"), text=Words(en=f"{evil} {{address}}"))
    made = world.version(organizer, page__intro=text, task__room=world.CHECK)
    world.from_box(made, organizer, "markets")
    client.force_login(organizer)
    for page in (MARKETS, "/boxes/kit/", f"{MARKETS}whole/kit/", f"{MARKETS}whole/news/"):
        seen = client.get(page).content.decode()
        assert "<script>alert" not in seen
    assert "&lt;script&gt;" in client.get(MARKETS).content.decode()


def test_a_box_is_made_published_and_used_by_its_pages(client: Client, organizer: Person) -> None:
    client.force_login(organizer)
    said = {"title_en": "Kit", "text_en": "For markets.", "days": "28", "key": "kit"}
    assert client.post("/boxes/new/", said).status_code == 302
    piece = {"title_en": "Book a room", "day": "-14", "key": "room"}
    assert client.post("/boxes/kit/draft/task/new/", piece).status_code == 302
    assert client.post("/boxes/kit/draft/task/new/", piece).status_code == 422
    letter = {"title_en": "Come to {tilte}", "text_en": "On {start}", "key": "letter"}
    answer = client.post("/boxes/kit/draft/mail/new/", letter)
    assert "“{tilte}” is none of the places" in answer.content.decode()
    assert client.post("/boxes/kit/publish/").status_code == 302
    use = {**SAID, "key": "markets", "ends_on": ""}
    assert client.post("/boxes/kit/use/", use).headers["Location"] == f"{MARKETS}whole/kit/"
    assert Campaign.objects.get().ends_on == world.LAST


def test_news_are_shown_three_ways_and_decided(client: Client, organizer: Person) -> None:
    made = world.version(organizer)
    campaign = world.from_box(made, organizer, "markets")
    mine = Content(title=Words(en="Book the garden"), day=-14)
    actions.write_piece(campaign, "task", "room", mine, by=organizer)
    theirs = Content(title=Words(en="Book the hall"), day=-14)
    actions.write_box_piece(made.box, "task", "room", theirs, by=organizer)
    actions.publish_version(made.box, changes=Words(en="Halls."), by=organizer)
    client.force_login(organizer)
    page = client.get(f"{MARKETS}whole/news/")
    for words in ("Book the room", "Book the hall", "Book the garden"):
        assert words in page.content.decode()
    (one,) = page.context["news"]
    stale = client.post(f"{MARKETS}whole/news/", {"piece": one.name, "seen": "old", "take": "1"})
    assert stale.status_code == 422
    assert client.post(f"{MARKETS}whole/news/", {"all": "1"}).status_code == 302
    assert str(Piece.objects.get(kind="task").said.title) == "Book the garden"
    client.post(f"{MARKETS}whole/news/", {"piece": one.name, "seen": one.seen, "take": "1"})
    assert str(Piece.objects.get(kind="task").said.title) == "Book the hall"


def test_an_event_is_put_in_and_shown(client: Client, organizer: Person) -> None:
    world.running(organizer)
    events.held(organizer)
    client.force_login(organizer)
    assert client.post(f"{MARKETS}whole/events/", {"add": "markets"}).status_code == 302
    page = client.get(MARKETS)
    assert "Writing about markets" in page.content.decode()
    assert page.context["page"].results.numbers["events_held"].value == 1
    link = EventLink.objects.get()
    assert client.post(f"{MARKETS}whole/events/", {"remove": link.pk}).status_code == 302
    assert not EventLink.objects.exists()


def test_people_are_named_and_let_go(client: Client, organizer: Person, local: Person) -> None:
    world.place(world.running(organizer), organizer)
    client.force_login(organizer)
    assert client.post(f"{GHANA}people/", {"who": "lola"}).status_code == 302
    assert client.post(f"{GHANA}people/", {"who": "nobody-here"}).status_code == 422
    row = Instance.objects.get().organizers.get(person=local)
    assert client.post(f"{GHANA}people/", {"dismiss": row.pk}).status_code == 302
    last = Instance.objects.get().organizers.get()
    assert client.post(f"{GHANA}people/", {"dismiss": last.pk}).status_code == 422
    assert client.post(f"{GHANA}people/", {"dismiss": "0"}).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_a_kit_asks_the_same_number_of_questions(
    client: Client, organizer: Person, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    texts = {f"{kind}__t{number}": world.LETTER for kind in ("page", "mail") for number in range(count)}
    tasks = {f"task__t{number}": world.CHECK for number in range(count)}
    campaign = world.from_box(world.version(organizer, **texts, **tasks), organizer, "markets")
    with world.on(world.DURING):
        actions.record_list(campaign, [world.told(f"M{n}", f"N{n}") for n in range(count)], by=organizer)
    world.worklist(campaign, organizer, *(f"M{number}" for number in range(count)))
    client.force_login(organizer)
    client.get("/campaigns/")
    for page, queries in RUN_QUERIES.items():
        with django_assert_num_queries(queries, info=page):
            client.get(f"{MARKETS}whole/{page}/")


RUN_QUERIES = {"kit": 11, "news": 10, "contributions": 18, "worklists/list": 10}


@pytest.mark.parametrize("count", [1, 3])
def test_lists_ask_the_same_number_of_questions(
    client: Client, organizer: Person, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    box = world.version(organizer)
    campaign = world.from_box(box, organizer, "markets")
    for number in range(count):
        key = f"n-{number}"
        world.version(organizer, key)
        world.from_box(box, organizer, key)
        place = world.place(campaign, organizer, key, country="", region="south-asia")
        actions.add_event(place, events.held(organizer, key), by=organizer)
        world.worklist(place, organizer, "Makola", "Kejetia")
        with world.on(world.DURING):
            actions.record_list(place, [world.told(f"M{number}", f"N{number}")], by=organizer)
    client.get("/campaigns/")
    for page, queries in QUERIES.items():
        with django_assert_num_queries(queries, info=page):
            client.get(page)


QUERIES = {"/campaigns/": 4, MARKETS: 28, f"{MARKETS}n-0/": 28, "/boxes/": 1, "/boxes/kit/": 9}


def test_wikis_are_asked_for_and_shown_by_their_names(client: Client, organizer: Person) -> None:
    world.wiki()
    Wiki.objects.update(name="English Wikipedia")
    client.force_login(organizer)
    with world.on(world.PLANNED_ON):
        wrong = client.post("/campaigns/new/", {**SAID, "key": "markets", "wikis": "Klingon Wikipedia"})
        assert "No wiki is called “Klingon Wikipedia”." in wrong.content.decode()
        said = {**SAID, "key": "markets", "wikis": "english wikipedia, https://enwiki.example/"}
        assert client.post("/campaigns/new/", said).status_code == 302
    campaign = Campaign.objects.get()
    assert campaign.wikis == ["enwiki"]
    assert '<a href="/wikis/enwiki/"><bdi>English Wikipedia</bdi></a>' in client.get(MARKETS).content.decode()
    assert "English Wikipedia</textarea>" in client.get(f"{MARKETS}rewrite/").content.decode()
