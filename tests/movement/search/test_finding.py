"""What a search finds, for whom, in which order, and with how many questions to the database."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.conftest import Cast, person
from tests.movement.groups import world

from thriving.movement import actions, search
from thriving.movement.actions.affiliates import describe_affiliate
from thriving.movement.actions.profile import Lines, introduce
from thriving.movement.actions.recognition import Said, move
from thriving.movement.models import Audience, Country, Person, SearchWord, Wiki
from thriving.movement.queries.finding import MOST, found

pytestmark = pytest.mark.django_db
VISITOR = AnonymousUser()


def keys(text: str, reader: Any = VISITOR, sort: str = search.AFFILIATE) -> list[str]:
    sections = {each.sort.name: each for each in found(reader, text)}
    return [hit.key for hit in sections[sort].hits]


def test_exact_names_come_first_then_beginnings_then_the_rest() -> None:
    for key, name in (
        ("c", "The Writers"),
        ("b", "Writers of the Delta"),
        ("a", "Writers"),
        ("d", "Readers"),
    ):
        world.affiliate(key, name)
    assert keys("writers") == ["a", "b", "c"]


def test_all_words_must_be_there_in_any_order() -> None:
    world.affiliate("one", "Writers of the Delta")
    world.affiliate("two", "Writers of the Hills")
    assert keys("del wri") == ["one"]
    assert keys("writers lakes") == []


def test_each_language_of_a_name_finds_it() -> None:
    world.affiliate(name="Wiki Lakeside")
    lakeside = world.affiliate("oasis", "Oasis", acronym="OWK")
    describe_affiliate(lakeside, world.described("Oasis", acronym="OWK"), by="test")
    lakeside.name["ar"] = "حلقة الواحة"
    describe_affiliate(lakeside, world.Described(kind="user_group", name=lakeside.name), by="test")
    assert keys("الواحه") == ["oasis"]
    assert keys("owk") == []  # the acronym went with the new description


def test_a_country_is_found_by_its_name_in_any_script_with_its_affiliates() -> None:
    actions.load_shipped_reference(by="test")
    world.affiliate(countries=("GH",))
    for name in ("กานา", "غانا", "Ghana", "гана", "ガーナ", "가나", "GHA"):
        hits = next(each.hits for each in found(VISITOR, name) if each.sort.name == search.COUNTRY)
        assert "GH" in [hit.key for hit in hits], name
    [ghana] = [hit for hit in hits if hit.key == "GH"]
    assert [each.key for each in ghana.affiliates] == ["lakeside"]
    assert keys("مصر", sort=search.COUNTRY) == ["EG"]
    assert keys("Kiswahili", sort=search.LANGUAGE)[0] == "sw"


def test_a_wiki_is_found_by_its_address_and_its_name() -> None:
    Wiki.objects.create(
        code="swwiki", domain="sw.wikipedia.org", project="wikipedia", name="Swahili Wikipedia"
    )
    search.reindex()
    for text in ("sw.wikipedia.org", "swwiki", "wikipedia swah"):
        assert keys(text, sort=search.WIKI) == ["swwiki"]


def test_an_application_is_found_by_nobody(cast: Cast) -> None:
    application = world.application(cast.volunteer)
    for reader in (VISITOR, cast.volunteer, world.officer()):
        assert keys("hopeful", reader) == []
    assert not SearchWord.objects.filter(record=application.key).exists()


def test_what_is_no_longer_public_is_no_longer_found() -> None:
    lakeside, officer = world.affiliate(), world.officer()
    assert keys("lakeside") == ["lakeside"]
    move(lakeside, "derecognize", by=officer, said=Said(reason="It no longer exists."))
    assert keys("lakeside") == ["lakeside"]  # its page says so
    world.application(officer, key="gone", name="Gone Soon")
    assert keys("gone") == []


def named(audience: Audience) -> Person:
    someone = person("zaynab")
    someone.name, someone.name_shown_to = "Zaynab Quux", audience
    someone.save()
    with transaction.atomic():
        search.put(search.PERSON, [someone.page], search.of_people([someone]))
    return someone


@pytest.mark.parametrize(
    ("audience", "seen_by"),
    [
        (Audience.EVERYONE, {"visitor", "volunteer", "operator"}),
        (Audience.MEMBERS, {"volunteer", "operator"}),
        (Audience.NEED, {"operator"}),
        (Audience.SELF, set()),
    ],
)
def test_people_are_found_as_far_as_they_show_their_name(
    cast: Cast, audience: Audience, seen_by: set[str]
) -> None:
    someone = named(audience)
    for role in ("visitor", "volunteer", "operator"):
        expected = [someone.page] if role in seen_by else []
        assert keys("quux", getattr(cast, role), search.PERSON) == expected, role


def test_those_who_stay_hidden_take_no_room(cast: Cast) -> None:
    """Else an evaluator's own accounts, crowded out, would tell of a name that is not theirs to see."""
    for number in range(MOST + 1):
        someone = person(f"quux{number}")
        Person.objects.filter(pk=someone.pk).update(name=f"Quux {number}", name_shown_to=Audience.NEED)
    shown = person("quuxz")
    Person.objects.filter(pk=shown.pk).update(name="Quux Z", name_shown_to=Audience.EVERYONE)
    search.reindex()
    assert keys("quux", cast.evaluator, search.PERSON) == [shown.page]


def test_each_action_keeps_the_index(cast: Cast) -> None:
    newcomer = actions.welcome(Person(username="zaynab", name="Zaynab Quux"), by="test")
    assert keys("quux", cast.volunteer, search.PERSON) == [newcomer.page]
    introduce(newcomer, Lines(name="Zaynab Renamed"))
    assert keys("quux", cast.volunteer, search.PERSON) == []
    assert keys("renamed", cast.volunteer, search.PERSON) == [newcomer.page]
    actions.close_account(newcomer, by=cast.operator)
    assert not SearchWord.objects.filter(kind=search.PERSON).exists()


def test_who_leaves_leaves_no_word_behind(cast: Cast) -> None:
    someone = named(Audience.EVERYONE)
    actions.leave(someone, by=someone)
    assert not SearchWord.objects.filter(kind=search.PERSON, record=someone.page).exists()


def test_an_index_behind_its_records_tells_nothing_hidden(cast: Cast) -> None:
    someone = named(Audience.EVERYONE)
    Person.objects.filter(pk=someone.pk).update(name_shown_to=Audience.SELF)
    assert keys("quux", cast.operator, search.PERSON) == []
    assert any("person" in sentence for sentence in search.mismatches())


def test_the_index_can_be_made_anew() -> None:
    world.affiliate()
    world.community()
    Country.objects.create(code="GH", alpha3="GHA", name="Ghana")
    SearchWord.objects.all().delete()
    assert keys("lakeside") == []
    assert len(list(search.mismatches())) == 3
    search.reindex()
    assert list(search.mismatches()) == []
    assert keys("lakeside") == ["lakeside"]


def test_a_stray_word_is_seen() -> None:
    SearchWord.objects.create(kind="affiliate", record="ghost", word="ghost", reach=0)
    assert len(list(search.mismatches())) == 1


@pytest.mark.django_db(transaction=True)
def test_the_index_changes_only_with_what_it_leads_to() -> None:
    with pytest.raises(RuntimeError, match="in the transaction"):
        search.put(search.AFFILIATE, ["x"])


@pytest.mark.parametrize("text", ["x" * 5_000, "'; DROP TABLE--", "%", "_", "\\", "a b c d e f g h i j k l"])
def test_odd_questions_are_only_questions(client: Client, text: str) -> None:
    response = client.get("/search/", {"q": text[:1_000]})
    assert response.status_code == 200
    assert "Nothing with this name" in response.content.decode() or text in "%_\\"


def test_as_many_questions_whatever_is_found(client: Client) -> None:
    counts = []
    for number in (1, 3):
        for each in range(number):
            world.affiliate(f"writers-{number}-{each}", f"Writers {number}{each}")
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/search.json", {"q": "writers"}).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_page_and_its_twin_find_the_same(client: Client) -> None:
    world.affiliate()
    page = client.get("/search/", {"q": "LAKE"}).content.decode()
    assert 'href="/affiliates/lakeside/" rel="noreferrer"' in page
    rows = client.get("/search.json", {"q": "LAKE"}).json()["rows"]
    assert [(row["sort"], row["key"]) for row in rows] == [("affiliate", "lakeside")]
