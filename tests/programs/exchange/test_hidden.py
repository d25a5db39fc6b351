"""Whether somebody offers a private skill, said no, blocked or is there at all is not to be found out."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from tests.programs.exchange import world

from thriving.kernel import clock
from thriving.kernel.models import Mail
from thriving.movement.models import Person, PersonSkill
from thriving.movement.personal import known
from thriving.programs.exchange import actions, tasks
from thriving.programs.exchange.models import AffiliateSkill, Call, Exchange, Party, Reached, Shown, Way

pytestmark = pytest.mark.django_db
SECRETS = re.compile(r'name="csrfmiddlewaretoken" value="\w+"|[0-9a-f]{32}|nonce-\S+')
Deed = Callable[[Exchange, Person], None]


def pages(person: Person, *addresses: str) -> list[str]:
    client = Client()
    client.force_login(person)
    return [SECRETS.sub("", client.get(each).content.decode()) for each in addresses]


def seen_by(asker: Party, *addresses: str) -> list[str]:
    """These pages, every letter that came, and the asker's own file."""
    who = world.by(asker)
    letters = Mail.objects.filter(address=who.email).order_by("pk").values_list("subject", "text")
    told = [str(dict(row)) for row in known["exchange.Exchange"].rows(who)]
    return [SECRETS.sub("", each) for each in (*pages(who, *addresses), *map(str, letters), *told)]


def ignore(_exchange: Exchange, _by: Person) -> None:
    """Say nothing."""


def refuse(exchange: Exchange, by: Person) -> None:
    actions.decline(exchange, by=by, refusal="time", words="Not you")


def block(exchange: Exchange, by: Person) -> None:
    actions.block(exchange, by=by)


def watched(deed: Deed, day: int) -> list[str]:
    """What one who asked sees some days after the other did something with the request."""
    asker = world.somebody("ada", wishes=["grants"])
    mara = world.somebody("mara", offers=["grants"], capacity=1)
    exchange = world.asked(asker, mara)
    deed(exchange, world.by(mara))
    with clock.stopped_at(clock.now() + timedelta(days=day)):
        tasks.end_requests()
        address = f"/exchange/parties/{asker.key}/get/"
        return seen_by(asker, f"/exchange/asks/{exchange.key}/", "/exchange/mine/", address)


@pytest.mark.parametrize("day", [0, 20])
@pytest.mark.parametrize("deed", [refuse, block])
def test_a_silent_no_looks_like_no_answer(deed: Deed, day: int) -> None:
    with clock.stopped_at(clock.now()):
        before = watched(deed, day)
        Exchange.objects.all().delete()
        Party.objects.all().delete()
        Person.objects.all().delete()
        Mail.objects.all().delete()
        assert watched(ignore, day) == before


def test_a_no_that_is_told_is_told() -> None:
    asker, mara = world.affiliate(wants=["grants"]), world.somebody("mara", offers=["grants"])
    exchange = world.asked(asker, mara)
    actions.decline(exchange, by=world.by(mara), refusal="time", words="Next year", tell=True)
    (page,) = pages(world.by(asker), f"/exchange/asks/{exchange.key}/")
    assert "Next year" in page
    assert "Mara" not in page


def test_somebody_blocked_asks_into_silence() -> None:
    ada, mara = world.somebody("ada", wishes=["grants"]), world.somebody("mara", offers=["grants"])
    actions.block(world.agreed(ada, mara), by=world.by(mara))
    again = world.asked(ada, mara)
    assert not again.is_delivered
    client = Client()
    client.force_login(world.by(mara))
    assert client.get(f"/exchange/asks/{again.key}/").status_code == 404


def test_whoever_is_blocked_asks_into_silence_for_an_affiliate_too() -> None:
    officer, mara = world.somebody(world.officer().username), world.somebody("mara", offers=["grants"])
    lakeside = world.affiliate(wants=["grants"])
    actions.block(world.asked(lakeside, mara), by=world.by(mara))
    PersonSkill.objects.create(person=officer.person, side="wanted", skill="grants")
    assert not world.asked(officer, mara).is_delivered


def test_a_call_answers_the_same_whether_anybody_offers_it_or_not() -> None:
    def called(*, there: bool) -> list[str]:
        asker = world.affiliate(wants=["grants"])
        if there:
            world.somebody("mara", offers=["grants"], reached=Reached.PASSED_ON)
            world.affiliate("hillside", offers=["grants"], shown_to=Shown.MATCHED)
        actions.call(asker, Way.GET, "grants", by=world.by(asker))
        assert actions.pass_on("tests") == (2 if there else 0)
        for each in Exchange.objects.all():
            assert each.asked
            refuse(each, world.by(each.asked))
        address = f"/exchange/calls/{Call.objects.get().key}/"
        listed = ["/exchange/mine/", "/exchange/", "/exchange.json?skill=grants&side=offered"]
        seen = seen_by(asker, address, f"/exchange/parties/{asker.key}/get/", *listed)
        with clock.stopped_at(clock.now() + timedelta(days=20)):
            tasks.end_requests()
            return [*seen, *seen_by(asker, address, "/exchange/mine/")]

    with clock.stopped_at(clock.now()):
        alone = called(there=False)
        for model in (Exchange, Call, AffiliateSkill, Party, Mail, Person):
            model.objects.all().delete()
        assert called(there=True) == alone


def test_what_is_passed_on_takes_no_room_that_others_see() -> None:
    """A line that vanished would tell that its affiliate offers in private what was called for."""
    asker = world.affiliate(wants=["grants", "lua"])
    both = world.affiliate("hillside", offers=["lua"], capacity=1)
    assert both.affiliate
    world.line(both.affiliate, skill="grants", shown_to=Shown.MATCHED)
    address = f"/exchange/parties/{asker.key}/get/"
    before = pages(world.by(asker), address)
    actions.call(asker, Way.GET, "grants", by=world.by(asker))
    assert actions.pass_on("tests") == 1
    assert pages(world.by(asker), address) == before
    refuse(Exchange.objects.get(), world.by(both))
    assert pages(world.by(asker), address) == before
    assert not world.asked(asker, both, "lua").is_delivered  # a no was meant to last


def test_a_silent_no_gives_no_room_back_before_its_day() -> None:
    mara = world.somebody("mara", offers=["grants"], capacity=1)
    ada, accomplice = (world.somebody(name, wishes=["grants"]) for name in ("ada", "bea"))
    refuse(world.asked(ada, mara), world.by(mara))
    (page,) = pages(world.by(accomplice), f"/exchange/parties/{accomplice.key}/get/")
    assert "One has no room at present." in page


def test_who_said_no_finds_their_own_words_in_their_file() -> None:
    ada, mara = world.somebody("ada", wishes=["grants"]), world.somebody("mara", offers=["grants"])
    refuse(world.asked(ada, mara), world.by(mara))
    (row,) = known["exchange.Exchange"].rows(world.by(mara))
    assert (str(row["refusal"]), row["refusal_words"]) == ("No time at present", "Not you")


def test_what_a_block_held_back_looks_like_any_request() -> None:
    """Beside the list of an accomplice, room that stays would tell of the block."""
    mara = world.somebody("mara", offers=["grants"], capacity=1)
    ada, accomplice = (world.somebody(name, wishes=["grants"]) for name in ("ada", "bea"))
    actions.block(world.agreed(ada, mara), by=world.by(mara))
    assert not world.asked(ada, mara).is_delivered
    (page,) = pages(world.by(accomplice), f"/exchange/parties/{accomplice.key}/get/")
    assert "One has no room at present." in page


def test_what_a_block_held_back_keeps_no_call_away() -> None:
    mara = world.somebody("mara", offers=["grants"], capacity=1)
    ada, other = (world.somebody(name, wishes=["grants"]) for name in ("ada", "bea"))
    actions.block(world.agreed(ada, mara), by=world.by(mara))
    world.asked(ada, mara)
    actions.call(other, Way.GET, "grants", by=world.by(other))
    assert actions.pass_on("tests") == 1


def test_a_private_line_is_in_no_list_count_or_filter(client: Client) -> None:
    private = world.affiliate("hillside", offers=["grants"], shown_to=Shown.MATCHED)
    world.affiliate("lakeside", offers=["lua"], shown_to=Shown.MEMBERS)
    for address in (
        "/exchange.json",
        "/exchange.json?skill=grants",
        "/exchange.json?language=en&side=offered",
    ):
        assert client.get(address).json()["rows"] == []
    client.force_login(world.officer("lakeside"))
    assert [row["skill"] for row in client.get("/exchange.json").json()["rows"]] == ["lua"]
    assert client.get("/exchange.json?skill=grants").json()["rows"] == []
    page = client.get("/affiliates/hillside/").content.decode()
    assert "grants" not in page.partition("<main")[2].partition("</main>")[0]
    client.force_login(world.by(private))
    assert [row["skill"] for row in client.get("/exchange.json?skill=grants").json()["rows"]] == ["grants"]


def test_before_both_agree_a_person_has_no_name_and_no_address() -> None:
    asker, mara = world.somebody("ada", wishes=["grants"]), world.somebody("mara", offers=["grants"])
    matching = f"/exchange/parties/{asker.key}/get/"
    exchange = world.asked(world.somebody("ben", wishes=["grants"]), mara)
    page = f"/exchange/asks/{exchange.key}/"
    ben = exchange.asker
    assert ben
    seen = "".join((*pages(world.by(asker), matching), *pages(world.by(ben), page)))
    assert not any(word in seen for word in ("Mara", mara.key, world.CONTACT))
    (told,) = pages(world.by(mara), page)
    assert "Ben" not in told
    assert world.CONTACT not in told
    actions.accept(exchange, by=world.by(mara))
    assert "Mara" in pages(world.by(ben), page)[0]
    assert world.CONTACT in pages(world.by(mara), page)[0]
    assert "Ben" in pages(world.by(mara), page)[0]
