"""What people tell of themselves: each line for those whom they let see it."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.conftest import Cast, person
from tests.movement.conftest import SOUTH_ASIA, as_shown

from thriving.kernel import outbox
from thriving.movement import actions
from thriving.movement.actions.profile import Lines
from thriving.movement.models import (
    Audience,
    Country,
    CountryProtection,
    Language,
    Person,
    Region,
    RoleHolding,
)
from thriving.movement.queries import people
from thriving.movement.queries.people import Wanted

pytestmark = pytest.mark.usefixtures("regions")
LINES = ("name", "about", "where", "languages", "knows", "offers", "wishes")
EVERYTHING_TO = dict.fromkeys(LINES, Audience.EVERYONE)


@pytest.fixture(autouse=True)
def languages(db: None) -> None:
    for code, name, autonym in (("es", "Spanish", "español"), ("bn", "Bengali", "বাংলা")):
        Language.objects.create(code=code, standard=code, name=name, autonym=autonym)


def told(who: Person, country: str = "GH", **shown_to: Audience) -> Person:
    lines = Lines(
        name=str(who),
        about="I photograph birds.",
        where=Country.objects.get(code=country),
        languages={"es": "3", "bn": "N"},
        offers=["photography", "lua"],
        knows=["lua"],
        wishes=["surveys"],
        shown_to={**EVERYTHING_TO, **shown_to},
    )
    actions.introduce(who, lines)
    return who


@pytest.fixture
def liaison(cast: Cast) -> Person:
    someone = person("lakshmi")
    RoleHolding.objects.create(
        person=someone, role="regional_liaison", scope=SOUTH_ASIA, begins_on="2019-01-01", ends_on=None
    )
    return someone


SEES = {
    ("visitor", Audience.EVERYONE),
    *product(["second_evaluator"], [Audience.EVERYONE, Audience.MEMBERS]),
    *product(["operator"], [Audience.EVERYONE, Audience.MEMBERS, Audience.NEED]),
    *product(["volunteer"], list(Audience)),
}


# One need not look oneself up: a directory is of what others show.
LISTED = {*SEES} - {("volunteer", Audience.NEED), ("volunteer", Audience.SELF)}


@pytest.mark.parametrize("reader", ["visitor", "second_evaluator", "operator", "volunteer"])
@pytest.mark.parametrize("audience", list(Audience))
@pytest.mark.parametrize("line", LINES[1:])
def test_a_line_is_for_those_whom_it_is_shown_to(
    cast: Cast, line: str, audience: Audience, reader: str
) -> None:
    """Everything else of the volunteer's is open to everyone."""
    told(cast.volunteer, **{line: audience})
    shown: Any = people.profile(getattr(cast, reader), cast.volunteer.page)
    assert bool(getattr(shown, line)) == ((reader, audience) in SEES)


@pytest.mark.parametrize("reader", ["visitor", "second_evaluator", "operator", "volunteer"])
@pytest.mark.parametrize("audience", list(Audience))
def test_whose_name_is_hidden_is_not_there_however_open_the_rest(
    cast: Cast, audience: Audience, reader: str
) -> None:
    told(cast.volunteer, name=audience)
    asked, sees = getattr(cast, reader), (reader, audience) in SEES
    assert (people.profile(asked, cast.volunteer.page) is not None) == sees
    assert (cast.volunteer.key in people.names(asked, [cast.volunteer.key])) == sees
    in_directory = cast.volunteer.page in {each.page for each in people.directory(asked, Wanted()).people}
    assert in_directory == ((reader, audience) in LISTED)


def test_at_first_members_know_the_name_and_nobody_where(cast: Cast) -> None:
    newcomer = actions.welcome(Person(username="asha", name="Asha"), by="test")
    assert people.profile(cast.visitor, newcomer.page) is None
    assert people.profile(cast.lead, newcomer.page) is not None
    assert newcomer.where_shown_to == Audience.NEED


def test_a_liaison_needs_to_know_who_is_in_the_region_and_nobody_else(cast: Cast, liaison: Person) -> None:
    needed = dict.fromkeys(EVERYTHING_TO, Audience.NEED)
    told(cast.volunteer, country="IN", **needed)
    told(cast.editor, country="GH", **needed)
    told(cast.evaluator, country="IN", **needed | {"where": Audience.SELF})
    in_region = person("rupa")
    region = Region.objects.get(key="south-asia")
    actions.introduce(in_region, Lines(name="Rupa", where=region, shown_to=needed))
    found = {each.name for each in people.directory(liaison, Wanted(), after="").people}
    assert {"Valentina", "Rupa"} <= found
    assert not {"Edda", "Esi"} & found


def test_a_liaisons_reach_ends_with_the_role(cast: Cast, liaison: Person) -> None:
    told(cast.volunteer, country="IN", **dict.fromkeys(EVERYTHING_TO, Audience.NEED))
    liaison.holdings.update(ends_on="2019-06-01")
    assert people.profile(Person.objects.get(pk=liaison.pk), cast.volunteer.page) is None


@pytest.mark.parametrize(
    ("reader", "read"), [("visitor", ""), ("editor", ""), ("lead", ""), ("operator", "IR")]
)
def test_of_a_country_where_it_is_dangerous_only_those_read_who_need_it(
    cast: Cast, reader: str, read: str
) -> None:
    told(cast.volunteer, country="IR")
    asked = getattr(cast, reader)
    before: Any = people.profile(asked, cast.volunteer.page)
    CountryProtection.objects.create(country_id="IR", begins_on="2020-01-01", source="test")
    after: Any = people.profile(asked, cast.volunteer.page)
    assert (before.country, after.country) == ("IR", read)
    assert bool(people.directory(asked, Wanted(country="IR")).people) == bool(read)


def test_who_is_in_a_dangerous_country_reads_so_themselves_as_does_its_liaison(
    cast: Cast, liaison: Person
) -> None:
    told(cast.volunteer, country="IN")
    told(cast.editor, country="IR")
    for code in ("IN", "IR"):
        CountryProtection.objects.create(country_id=code, begins_on="2020-01-01", source="test")
    for reader in (cast.volunteer, liaison):
        mine: Any = people.profile(reader, cast.volunteer.page)
        elsewhere: Any = people.profile(reader, cast.editor.page)
        assert (mine.country, elsewhere.country) == ("IN", "")


def test_who_is_there_reads_that_hardly_anybody_does(client: Client, cast: Cast) -> None:
    told(cast.volunteer, country="IR")
    client.force_login(cast.volunteer)
    address = reverse("movement:edit_profile")
    assert "Taking part from this country can be dangerous." not in client.get(address).content.decode()
    CountryProtection.objects.create(country_id="IR", begins_on="2020-01-01", source="test")
    assert "Taking part from this country can be dangerous." in client.get(address).content.decode()


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("languages", Wanted(language="bn")),
        ("where", Wanted(country="GH")),
        ("offers", Wanted(offers="technology")),  # a group holds its skills
        ("wishes", Wanted(wishes="surveys")),
    ],
)
def test_the_directory_finds_by_what_is_shown_and_by_nothing_else(
    cast: Cast, line: str, wanted: Wanted
) -> None:
    told(cast.volunteer, **{line: Audience.MEMBERS})
    assert [each.name for each in people.directory(cast.lead, wanted).people] == ["Valentina"]
    assert people.directory(cast.visitor, wanted).people == []


def test_an_unknown_skill_finds_nobody(cast: Cast) -> None:
    assert people.directory(cast.lead, Wanted(offers="alchemy")).people == []


def test_who_closed_the_account_shows_nothing(cast: Cast) -> None:
    told(cast.volunteer)
    actions.close_account(cast.volunteer, by=cast.operator)
    assert people.profile(cast.operator, cast.volunteer.page) is None


def test_the_directory_goes_on_from_the_last_one_read(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people, "AT_ONCE", 3)
    Person.objects.filter(username__in=["edda", "otto"]).update(name_shown_to=Audience.EVERYONE)
    Person.objects.filter(username="emre").update(name_shown_to=Audience.NEED)
    for name in ("zoë", "émile", "valentina2"):
        person(name)
    read, after = [], ""
    while True:
        found = people.directory(cast.operator, Wanted(), after)
        read += [each.name for each in found.people]
        if not (after := found.after):
            break
    assert read == ["Edda", "Émile", "Emre", "Esi", "Lina", "Omar", "Otto", "Valentina", "Valentina2", "Zoë"]


def test_the_directory_asks_as_often_however_many_there_are(cast: Cast, client: Client) -> None:
    client.force_login(cast.volunteer)
    client.get("/people/")
    counts = []
    for number in range(3):
        told(person(f"somebody{number}"))
        with CaptureQueriesContext(connection) as asked:
            client.get("/people/?language=bn")
        counts.append(len(asked))
    assert counts[0] == counts[2]


def test_a_profile_is_told_on_one_form(client: Client, cast: Cast) -> None:
    client.force_login(cast.volunteer)
    address = reverse("movement:edit_profile")
    said = as_shown(client.get(address).context["form"]) | {
        "name": "  Vale\u202e Nila ",
        "about": "Birds.",
        "where": "region:wikimedia-regions/south-asia",
        "where_shown_to": "members",
        "language_0": "বাংলা",
        "level_0": "N",
        "language_1": "Spanish (es)",
        "level_1": "2",
        "offers": ["lua"],
        "knows": ["lua"],
        "wishes": ["surveys", "grants"],
    }
    response = client.post(address, said)
    assert response.url == reverse("movement:person", args=[cast.volunteer.page])
    shown: Any = people.profile(cast.lead, cast.volunteer.page)
    assert (shown.name, shown.about, shown.where) == ("Vale Nila", "Birds.", "South Asia")
    assert [(each.code, each.level) for each in shown.languages] == [("bn", "N"), ("es", "2")]
    assert [str(name) for name in (*shown.offers, *shown.wishes)] == [
        "Modules in Lua",
        "Applying for grants",
        "Surveys",
    ]


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "\u200b", "A name needs letters that can be seen."),
        ("name", "Pаul", "mixes letters of two scripts"),
        ("language_0", "Klingonese", "No language here is called “Klingonese”."),
        ("language_0", "es", "Say how well you know it."),
        ("where", "country:XX", "country:XX"),
        ("offers", ["alchemy"], "alchemy"),
    ],
)
def test_a_faulty_line_keeps_nothing_and_loses_nothing(
    client: Client, cast: Cast, field: str, value: Any, sentence: str
) -> None:
    client.force_login(cast.volunteer)
    address = reverse("movement:edit_profile")
    said = as_shown(client.get(address).context["form"]) | {"about": "Birds.", field: value}
    page = client.post(address, said)
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert 'value="Birds."' in page.content.decode()
    assert Person.objects.get(pk=cast.volunteer.pk).about == ""


def test_letters_are_chosen_in_a_language(client: Client, cast: Cast) -> None:
    client.force_login(cast.volunteer)
    client.post(reverse("movement:letters"), {"language": "es", "letters": ["work"]})
    me = Person.objects.get(pk=cast.volunteer.pk)
    assert (me.language, "roles" in me.unwanted_letters) == ("es", True)
    assert me.wants_letters("work")


def test_letters_can_be_stopped_altogether(client: Client, cast: Cast) -> None:
    client.force_login(cast.volunteer)
    client.post(reverse("movement:letters"), {"language": "en"})
    me = Person.objects.get(pk=cast.volunteer.pk)
    assert not any(me.wants_letters(name) for name, kind in outbox.kinds.items() if not kind.always)
