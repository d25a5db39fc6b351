"""The pages of the exchange, as both sides and everybody else see them."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.conftest import person
from tests.programs.exchange import world

from thriving.kernel import clock
from thriving.movement import hearers, skills, work
from thriving.movement.models import Person
from thriving.programs.exchange import actions
from thriving.programs.exchange.models import AffiliateSkill, Call, Exchange, Party, Shown, Way

pytestmark = pytest.mark.django_db

PART = {"capacity": "3", "contact": "User talk:Mara", "until": world.until(90).isoformat()}


def as_(client: Client, someone: Person) -> Client:
    client.force_login(someone)
    return client


def queries(client: Client, address: str) -> int:
    client.get(address)  # the first visit learns what later ones know
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_officers_tell_a_line_change_it_and_take_it_away(client: Client) -> None:
    world.affiliate()
    as_(client, world.officer())
    desk = "/exchange/affiliates/lakeside/"
    told = {
        "side": "wanted",
        "skill": "lua",
        "level": "1",
        "languages": "English, es",
        "shown_to": "everyone",
    }
    assert client.post(f"{desk}lines/add/", {**told, "note": "=HYPERLINK(1)"}).status_code == 302
    line = AffiliateSkill.objects.get()
    assert (line.side, line.level, line.languages) == ("wanted", 1, ["en", "es"])
    assert client.post(f"{desk}lines/add/", told).status_code == 422
    assert client.post(f"{desk}lines/{line.pk}/", {**told, "shown_to": "matched"}).status_code == 302
    assert client.get("/exchange.json").json()["rows"][0]["skill"] == "lua"
    client.post(f"{desk}lines/{AffiliateSkill.objects.get().pk}/drop/")
    assert not AffiliateSkill.objects.exists()


@pytest.mark.parametrize(
    "otherwise", [{"skill": "juggling"}, {"languages": "Klingonese"}, {"until": "2019-01-01"}, {"side": ""}]
)
def test_a_mistake_is_named_and_nothing_is_kept(client: Client, otherwise: dict[str, str]) -> None:
    world.affiliate()
    told = {"side": "wanted", "skill": "lua", "shown_to": "everyone", "note": "kept", **otherwise}
    answer = as_(client, world.officer()).post("/exchange/affiliates/lakeside/lines/add/", told)
    assert answer.status_code == 422
    assert "kept" in answer.content.decode()
    assert not AffiliateSkill.objects.exists()


@pytest.mark.parametrize("page", ["", "part/", "lines/add/", "lines/1/"])
def test_of_another_affiliate_there_is_no_desk(client: Client, page: str) -> None:
    world.affiliate("lakeside", offers=["lua"])
    world.affiliate("hillside")
    as_(client, world.officer("hillside"))
    assert client.get(f"/exchange/affiliates/lakeside/{page}").status_code == 404
    assert client.post(f"/exchange/affiliates/lakeside/{page}", PART).status_code in (404, 405)


def test_a_person_takes_part_and_pauses(client: Client) -> None:
    mara = person("mara")
    as_(client, mara)
    assert (
        client.post("/exchange/me/", {**PART, "reached": "listed", "key": "x", "person": "1"}).status_code
        == 302
    )
    party = Party.objects.get()
    assert (party.person, party.capacity, party.is_open) == (mara, 3, True)
    client.post(f"/exchange/parties/{party.key}/pause/")
    assert not Party.objects.get().is_open
    as_(client, person("otto"))
    assert client.post(f"/exchange/parties/{party.key}/pause/").status_code == 404


def test_pages_speak_with_whoever_reads_them(client: Client) -> None:
    """For oneself nobody says "we", and what waits for my answer is not "no answer yet"."""
    mara = world.somebody("mara", offers=["grants"])
    asker = world.affiliate(wants=["grants"])
    exchange = world.asked(asker, mara)
    as_(client, world.by(mara))
    told = client.get("/exchange/mine/").content.decode()
    assert "Whom you could help" in told
    assert "It waits for your answer" in told
    assert "It waits for your answer" in client.get(f"/exchange/asks/{exchange.key}/").content.decode()
    wanted = client.get(f"/exchange/parties/{mara.key}/give/").content.decode()
    assert "<h1>Whom you could help</h1>" in wanted
    as_(client, world.officer())
    assert (
        "Whom we could help: <bdi>Lakeside"
        in client.get(f"/exchange/parties/{asker.key}/give/").content.decode()
    )
    assert "Asked, no answer yet" in client.get("/exchange/mine/").content.decode()


def test_from_a_match_to_what_came_of_it(client: Client) -> None:
    asker = world.affiliate(wants=["grants"])
    mara = world.somebody("mara", offers=["grants"])
    as_(client, world.officer())
    page = client.get(f"/exchange/parties/{asker.key}/get/")
    assert "offers: Applying for grants" in page.content.decode()
    ((_proposal, alias),) = page.context["proposals"]
    ask = f"/exchange/parties/{asker.key}/get/ask/{alias}/"
    assert client.post(ask, {"skill": "lua"}).status_code == 422
    posted = {"skill": "grants", "words": "For our first grant", "state": "accepted", "is_delivered": ""}
    assert client.post(ask, posted).status_code == 302
    exchange = Exchange.objects.get()
    assert (exchange.state, exchange.is_delivered) == ("asked", True)
    assert client.get(ask).status_code == 404
    address = f"/exchange/asks/{exchange.key}/"
    assert client.get(f"{address}accept/").status_code == 404
    mara_ = as_(Client(), world.by(mara))
    assert "For our first grant" in mara_.get(address).content.decode()
    assert [each.item.address for each in work.waiting_for(world.by(mara), clock.today())] == [address]
    mara_.post(f"{address}accept/")
    assert world.CONTACT in client.get(address).content.decode()
    assert as_(Client(), person("otto")).get(address).status_code == 404


def test_a_call_is_made_and_taken_back(client: Client) -> None:
    asker = world.affiliate(wants=["grants"])
    as_(client, world.officer())
    client.post(f"/exchange/parties/{asker.key}/get/pass-on/", {"skill": "grants"})
    called = Call.objects.get()
    address = f"/exchange/calls/{called.key}/"
    assert client.get(address).status_code == 200
    assert as_(Client(), person("otto")).get(address).status_code == 404
    client.post(f"{address}take-back/")
    called.refresh_from_db()
    assert called.state == "withdrawn"


def test_a_page_of_no_such_way_is_not_there(client: Client) -> None:
    asker = world.affiliate(wants=["grants"])
    as_(client, world.officer())
    assert client.get(f"/exchange/parties/{asker.key}/steal/").status_code == 404


@pytest.mark.parametrize("question", ["?side=stolen", "?skill=juggling", "?person__password=x", "?page=99"])
def test_what_nobody_can_ask_finds_nothing_more(client: Client, question: str) -> None:
    world.affiliate(offers=["lua"])
    assert client.get(f"/exchange/{question}").status_code == 200
    assert client.get(f"/exchange.json{question}").json()["rows"] == []


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("", ["grants", "lua", "press"]),
        ("?side=wanted", ["press"]),
        ("?skill=technology", ["lua"]),
        ("?language=es", ["lua"]),
        ("?language=en", ["grants", "press"]),
        ("?region=south-asia", []),
    ],
)
def test_the_list_answers_what_it_is_asked(client: Client, question: str, found: list[str]) -> None:
    everyone = {"shown_to": Shown.EVERYONE}
    lakeside = world.affiliate(offers=["grants"], wants=["press"], **everyone)
    assert lakeside.affiliate
    world.line(lakeside.affiliate, skill="lua", languages=("es",), **everyone)
    rows = client.get(f"/exchange.json{question}").json()["rows"]
    assert sorted(row["skill"] for row in rows) == found


def test_lists_cost_the_same_for_one_and_three(client: Client) -> None:
    world.affiliate(wants=["grants"], shown_to=Shown.EVERYONE)
    asker = world.affiliate("asker", wants=["lua"])
    world.affiliate("one", offers=["lua"], shown_to=Shown.EVERYONE)
    world.somebody("mara", offers=["lua"])
    as_(client, world.officer("asker"))
    listed = ["/exchange/", "/exchange.json", f"/exchange/parties/{asker.key}/get/"]
    before = [queries(client, each) for each in listed]
    for number in range(2):
        world.affiliate(f"more{number}", offers=["lua"], shown_to=Shown.EVERYONE)
        world.somebody(f"mila{number}", offers=["lua"])
    assert [queries(client, each) for each in listed] == before


def test_what_is_ones_own_costs_the_same_for_one_and_three(client: Client) -> None:
    mara = world.somebody("mara", offers=["grants"], capacity=9)
    askers = [world.affiliate(f"lake{number}", wants=["grants"]) for number in range(3)]
    as_(client, world.by(mara))
    world.asked(askers[0], mara)
    before = queries(client, "/exchange/mine/")
    for each in askers[1:]:
        world.asked(each, mara)
    assert queries(client, "/exchange/mine/") == before


def test_an_affiliate_shows_its_skills_on_its_page(client: Client) -> None:
    world.affiliate(offers=["lua"], shown_to=Shown.EVERYONE, note="<script>alert(1)</script>")
    page = client.get("/affiliates/lakeside/").content.decode()
    assert "Modules in Lua" in page
    assert "<script>alert" not in page


def test_every_skill_can_be_browsed(client: Client) -> None:
    page = client.get("/exchange/skills/").content.decode()
    assert all(f'id="{key}"' in page for key in skills.skills())
    assert len(client.get("/exchange/skills.json").json()["rows"]) == len(skills.skills())


def test_whoever_may_take_part_no_longer_is_in_no_exchange() -> None:
    exchange = world.agreed()
    assert exchange.asked
    asked = world.affiliate("hillside", wants=["lua"])
    actions.call(asked, Way.GET, "lua", by=world.by(asked))
    hearers.tell_participation(world.by(exchange.asked))
    exchange.refresh_from_db()
    assert exchange.state == "ended"
    assert Call.objects.get().state == "open"
