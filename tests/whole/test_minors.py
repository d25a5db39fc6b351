"""A minor is asked for in every way that names people.

Each way finds both of two people, until one of them says that she is a minor: then it finds the other alone.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from typing import Any

import pytest
from click.testing import CliRunner
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from tests.conftest import Cast, person
from tests.movement.minors.world import confirmed, officer
from tests.programs.asking import world as asking
from tests.programs.campaigns import world as campaigns
from tests.programs.councils import recommending as councils
from tests.programs.councils import world as seats
from tests.programs.events import world as events
from tests.programs.exchange import world as exchange
from tests.programs.initiatives import world as initiatives
from tests.programs.mentoring import world as mentoring
from tests.programs.milestones import world as milestones
from tests.programs.partnerships import world as partnerships
from tests.programs.patterns import world as patterns
from tests.whole.connections import close

from thriving.kernel import access, clock
from thriving.movement import search
from thriving.movement.actions import Refused, grant_role, introduce, leave
from thriving.movement.actions import minors as doing
from thriving.movement.actions.profile import Lines
from thriving.movement.commands import people as people_command
from thriving.movement.forms.roles import GiveRoleForm
from thriving.movement.models import Audience, Person
from thriving.movement.personal.gathering import gather
from thriving.movement.queries import people
from thriving.movement.queries.minors import is_minor
from thriving.movement.roles import roles
from thriving.programs.councils.actions import recommendations as recommending
from thriving.programs.councils.actions.recommendations import Vote
from thriving.programs.events.actions import Wishes, register
from thriving.programs.events.models import Event
from thriving.programs.exchange.models import Way as Exchanging
from thriving.programs.exchange.queries.pool import listed_for
from thriving.programs.initiatives.actions import involve
from thriving.programs.mentoring.queries import offers_for
from thriving.programs.milestones.models import Milestone

ADULT, YOUNG = "Aurelia", "Mirabel"
SCRIPTS = [("أوريليا", "ميرابل"), ("অরেলিয়া", "মিরাবেল"), ("奥雷莉亚", "米拉贝尔")]


@dataclass(frozen=True)
class World:
    """Who asks, and who is asked for."""

    cast: Cast
    adult: Person
    young: Person

    def text(self, page: str, reader: Person | None = None, **asked: str) -> str:
        client = Client()
        client.force_login(reader or self.cast.volunteer)
        return body(client.get(page, asked))


Find = Callable[[World], str]


def body(answer: Any) -> str:
    """All of an answer, a file's too; a page that is not there has none."""
    content: bytes = b"".join(answer.streaming_content) if answer.streaming else answer.content
    close(answer)
    return content.decode() if answer.status_code == HTTPStatus.OK else ""  # type: ignore[no-any-return]


def seen(name: str, username: str) -> Person:
    """Somebody who shows everything to everybody."""
    someone = person(username)
    everybody = dict.fromkeys(("name", "about", "languages", "offers", "wishes", "where"), Audience.EVERYONE)
    introduce(someone, Lines(name=name, about=f"I am {name}.", shown_to=everybody))
    return someone


@pytest.fixture
def world(cast: Cast) -> World:
    return World(cast, seen(ADULT, "aurelia"), seen(YOUNG, "mirabel"))


def of_page(name: str, *arguments: str, reader: str = "valentina", **asked: str) -> Find:
    """As whoever signs in as ``reader`` is shown it."""

    def find(world: World) -> str:
        who = Person.objects.get(username=reader)
        return world.text(reverse(name, args=arguments), who, **asked)

    return find


def nothing(_world: World) -> None:
    """They are there, and that is enough."""


def both(do: Callable[[Person], Any]) -> Callable[[World], None]:
    def make(world: World) -> None:
        do(world.adult)
        do(world.young)

    return make


def hold_a_role(world: World) -> None:
    both(lambda who: grant_role(who, "plan_editor", by="test"))(world)


def are_on_an_initiative(world: World) -> None:
    initiatives.planned()
    found = initiatives.published()
    both(lambda who: involve(found, who, "runs", by="tests"))(world)


def endorse_a_pattern(world: World) -> None:
    pattern = patterns.published()
    both(lambda who: patterns.actions.endorse(pattern, by=who))(world)


def organizer() -> Person:
    return person("olga", "organizer")


def come_to_an_event(world: World) -> None:
    made = events.coming(organizer(), clock.today() + timedelta(days=40))
    both(lambda who: register(made, Wishes(is_public=True), by=who))(world)


def run_an_event(world: World) -> None:
    olga = organizer()
    made = events.coming(olga, clock.today() + timedelta(days=40))
    both(lambda who: events.actions.name_organizer(made, who, by=olga))(world)


def coordinate_a_campaign(world: World) -> None:
    olga = organizer()
    made = campaigns.running(olga, "fish")
    both(lambda who: campaigns.actions.name_organizer(made, who, by=olga))(world)


def own_a_milestone(world: World) -> None:
    made = milestones.own(world.cast.lead)
    until = clock.today() + timedelta(days=90)
    both(lambda who: grant_role(who, "organizer", by="test", ends_on=until))(world)
    both(lambda who: milestones.actions.name_owner(made, who, by=world.cast.lead))(world)


def have_asked(world: World) -> None:
    asking.opened()
    both(lambda who: asking.published(world.cast.lead, who, name=who.name))(world)


def offer_to_mentor(world: World) -> None:
    mentoring.newcomer(world.cast.volunteer.username)
    both(lambda who: mentoring.mentor(who.username))(world)


def names_of_mentors(world: World) -> str:
    return " ".join(each.person.called for each in offers_for(world.cast.volunteer))


def sit_on_a_council(world: World) -> None:
    council = seats.council(world.cast.lead)
    today = {"starts": clock.today(), "ends": clock.today() + timedelta(days=300)}
    seats.term(council, **today)
    both(lambda who: seats.member(council, who, is_public=True))(world)


def exchange_skills(world: World) -> None:
    exchange.somebody(world.cast.volunteer.username, wishes=["grants"])
    both(lambda who: exchange.somebody(who.username, offers=["grants"]))(world)


def names_in_exchange(world: World) -> str:
    own = exchange.Party.objects.get(person=world.cast.volunteer)
    listed = listed_for(world.cast.volunteer, own, Exchanging.GET)
    return " ".join(each.party.person.called for each in listed if each.party.person)


def pages_of_people(world: World) -> str:
    pages = [reverse("movement:person", args=[who.page]) for who in (world.adult, world.young)]
    return "".join(world.text(page, world.cast.operator) for page in pages)


def told_by_the_command(_world: World) -> str:
    return CliRunner().invoke(people_command, ["list"]).output.title()


def found_by_a_form(world: World) -> str:
    """Whoever may be given a role, by the name that they sign in with."""
    found = []
    for who in (world.adult, world.young):
        form = GiveRoleForm(
            roles["plan_editor"],
            world.cast.operator,
            {"who": who.username, "begins_on": clock.today(), "why": "So."},
            initial={},
        )
        found.append(str(form.cleaned_data["who"]) if form.is_valid() else "")
    return " ".join(found)


def printed_without_a_thought(world: World) -> str:
    return " ".join(str(who) for who in Person.objects.filter(pk__in=[world.adult.pk, world.young.pk]))


def read_by_a_visitor(_world: World) -> str:
    return body(Client().get(reverse("movement:people")))


def searched(world: World, page: str) -> str:
    return "".join(world.text(reverse(page), q=name) for name in (ADULT[:5], YOUNG[:5]))


def searched_page(world: World) -> str:
    return searched(world, "movement:search")


def searched_json(world: World) -> str:
    return searched(world, "movement:search-json")


def keys_of(world: World) -> list[str]:
    return [world.adult.key, world.young.key]


def owners_of_milestones(world: World) -> str:
    page = reverse("milestones:owners", args=[Milestone.objects.get().key])
    return world.text(page, world.cast.lead)


def meet_a_partner(world: World) -> None:
    museum = partnerships.partner(person("pia", "organizer"))
    partnerships.meeting(museum, Person.objects.get(username="pia"), with_us=(world.adult, world.young))


def are_asked_by_a_council(world: World) -> None:
    """Both hold a role by which a council can ask them; something of it waits for the young one."""
    hold_a_role(world)
    council = councils.sitting(world.cast)
    councils.adopted(world.cast, council)
    found = councils.drafted(council, world.young)
    recommending.adopt(found, Vote(3), by=world.cast.editor)
    found = councils.drafted(council, world.adult)
    recommending.adopt(found, Vote(3), by=world.cast.editor)


WAYS: dict[str, tuple[Callable[[World], None], Find]] = {
    "directory": (nothing, of_page("movement:people")),
    "directory of a visitor": (nothing, read_by_a_visitor),
    "directory as JSON": (nothing, of_page("movement:people-json")),
    "directory as CSV": (nothing, of_page("movement:people-csv")),
    "directory for an operator": (nothing, of_page("movement:people", reader="omar")),
    "search": (nothing, searched_page),
    "search as JSON": (nothing, searched_json),
    "pages of people": (nothing, pages_of_people),
    "names by key": (nothing, lambda world: str(people.names(world.cast.operator, keys_of(world)))),
    "holders of a role": (hold_a_role, of_page("movement:role", "plan_editor")),
    "holders of a role as CSV": (hold_a_role, of_page("movement:role-csv", "plan_editor")),
    "people of an initiative": (are_on_an_initiative, of_page("initiatives:initiative", "photo-grants")),
    "people named, for who keeps them": (
        are_on_an_initiative,
        of_page("initiatives:people", "photo-grants", reader="lina"),
    ),
    "who endorsed a pattern": (endorse_a_pattern, of_page("patterns:pattern", "tea-first")),
    "public participants": (come_to_an_event, of_page("events:event", "markets")),
    "participants for organizers": (
        come_to_an_event,
        of_page("events:participants", "markets", reader="olga"),
    ),
    "file of participants": (
        come_to_an_event,
        of_page("events:participants_file", "markets", reader="olga"),
    ),
    "organizers of an event": (run_an_event, of_page("events:organizers", "markets", reader="olga")),
    "who runs a campaign": (coordinate_a_campaign, of_page("campaigns:campaign", "fish")),
    "published questions": (have_asked, of_page("asking:published")),
    "published questions as JSON": (have_asked, of_page("asking:published-json")),
    "mentors that are proposed": (offer_to_mentor, names_of_mentors),
    "exchange of skills": (exchange_skills, names_in_exchange),
    "members of a council": (sit_on_a_council, of_page("councils:council", "river")),
    "owners of a milestone": (own_a_milestone, owners_of_milestones),
    "who was at a meeting": (
        meet_a_partner,
        of_page("partnerships:partner", "river-museum", reader="pia"),
    ),
    "whom councils ask": (are_asked_by_a_council, of_page("councils:recommendations", "river")),
    "whom a council may ask": (
        are_asked_by_a_council,
        of_page("councils:recommendation_step", "river", "1", "hand-over", reader="edda"),
    ),
    "the command that lists people": (nothing, told_by_the_command),
    "the form that gives a role": (nothing, found_by_a_form),
    "printing somebody": (nothing, printed_without_a_thought),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_minor_is_found_in_no_way(way: str, world: World) -> None:
    make, find = WAYS[way]
    make(world)
    before = find(world)
    assert ADULT in before
    assert YOUNG in before
    doing.state_band(world.young, "13-15", by=world.young)
    after = find(world)
    assert ADULT in after
    assert YOUNG not in after


@pytest.mark.parametrize(("adult", "young"), SCRIPTS)
def test_nor_by_a_name_in_any_script(adult: str, young: str, cast: Cast) -> None:
    world = World(cast, seen(adult, "aurelia"), seen(young, "mirabel"))
    page = reverse("movement:search-json")
    assert world.young.page in world.text(page, q=young)
    doing.state_band(world.young, "16-17", by=world.young)
    assert world.adult.page in world.text(page, q=adult)
    assert world.young.page not in world.text(page, q=young)
    search.rebuild(search.PERSON, search.names.of_people(Person.objects.all()))
    assert world.adult.page in world.text(page, q=adult)
    assert world.young.page not in world.text(page, q=young)


def test_they_see_themselves_and_so_does_whoever_protects_them(world: World) -> None:
    page = reverse("movement:person", args=[world.young.page])
    doing.state_band(world.young, "13-15", by=world.young)
    assert YOUNG in world.text(page, world.young)
    assert YOUNG in world.text(reverse("movement:account"), world.young)
    seen_by_officer = world.text(page, officer())
    assert YOUNG in seen_by_officer
    assert "I am Mirabel." not in seen_by_officer
    absent, theirs = (Client().get(each) for each in (page.replace(world.young.page, "0" * 32), page))
    assert absent.status_code == theirs.status_code == 404


def test_whoever_stands_and_has_not_said_it_is_protected_too(world: World) -> None:
    doing.stand(world.young, by=world.young)
    assert YOUNG not in world.text(reverse("movement:people"))
    confirmed(world.young, "18-24")
    assert YOUNG in world.text(reverse("movement:people"))


def test_nobody_writes_with_them_alone(world: World) -> None:
    asking.opened()
    offer_to_mentor(world)
    pair = mentoring.agreed(world.adult.mentoring_offer, mentoring.newcomer(world.young.username))
    doing.state_band(world.young, "13-15", by=world.young)
    with pytest.raises(Refused, match="does not write alone"):
        asking.asked(world.young)
    with pytest.raises(Refused, match="between two adults"):
        mentoring.mentor(world.young.username)
    with pytest.raises(PermissionDenied):
        mentoring.actions.write(pair, "Hello", by=world.adult)
    with pytest.raises(PermissionDenied):
        mentoring.actions.write(pair, "Hello", by=world.young)
    assert not access.may(world.adult, "see_pair", pair)


def test_they_are_given_no_role_and_run_nothing(world: World) -> None:
    olga = organizer()
    made = events.coming(olga, clock.today() + timedelta(days=40))
    doing.state_band(world.young, "16-17", by=world.young)
    with pytest.raises(Refused, match="for adults"):
        grant_role(world.young, "plan_editor", by="test")
    with pytest.raises(Refused, match="for adults"):
        events.actions.name_organizer(made, world.young, by=olga)


def test_their_own_file_holds_them_and_they_leave(world: World) -> None:
    doing.state_band(world.young, "13-15", by=world.young)
    with gather(world.young) as file, zipfile.ZipFile(file) as archive:
        told = json.loads(archive.read("data.json"))
    assert told["movement.Person"][0]["name"] == YOUNG
    assert told["movement.Age"][0]["band"] == "13-15"
    with gather(world.adult) as file, zipfile.ZipFile(file) as archive:
        assert YOUNG not in archive.read("data.json").decode()
    leave(world.young, by=world.young)
    assert not Person.objects.filter(username="mirabel").exists()


def test_the_registration_of_a_minor_keeps_its_place(world: World) -> None:
    """They come, under a code; who runs the event reads no name."""
    come_to_an_event(world)
    doing.state_band(world.young, "13-15", by=world.young)
    file = of_page("events:participants_file", "markets", reader="olga")(world)
    assert file.count("\n") == 1 + Event.objects.get().registrations.count()
    assert is_minor(world.young)
