"""From the finder to the registration in a language that no page is in."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse
from tests.programs.events import world
from tests.programs.initiatives import world as world_of_initiatives

from thriving.kernel.words import Words
from thriving.movement.models import Person
from thriving.programs.events.models import Report
from thriving.programs.finder import sources

pytestmark = pytest.mark.django_db
TITLE = Words(en="Writing about markets", ar="الكتابة عن الأسواق", dag="Daa yɛltɔɣa sabbu")
TEXT = Words(en="We write together.", dag="Ti ni laɣim sabi.")


def read(client: Client, address: str, language: str = "en") -> str:
    with world.at(world.PLANNED_AT):
        answer = client.get(address, headers={"accept-language": language})
    assert answer.status_code == 200, address
    return answer.content.decode()


def way_in(page: str, address: str) -> str:
    """Where a link leads that begins with ``address``."""
    found = re.search(rf'href="({re.escape(address)}[^"]*)"', page)
    assert found, address
    return found[1].replace("&amp;", "&")


@pytest.fixture
def in_dagbani(organizer: Person) -> None:
    grants = Words(en="Photo grants", dag="Anfooni sɔŋsim")
    with world.at(world.PLANNED_AT):
        world_of_initiatives.planned()
        world_of_initiatives.published(title=grants, text=Words(en="Small grants.", dag="Sɔŋsim bihi."))
    world.announced(
        organizer, title=TITLE, text=TEXT, initiative="photo-grants", languages=("dag",), topics=("upload",)
    )
    sources.forget()


@pytest.mark.usefixtures("in_dagbani")
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_language_of_the_answers_is_kept_up_to_the_registration(client: Client, language: str) -> None:
    found = read(client, "/find/?do=photography&language=dag", language)
    initiative = read(client, way_in(found, "/initiatives/photo-grants/"), language)
    assert '<h1><span lang="dag" dir="ltr">Anfooni sɔŋsim</span></h1>' in initiative
    assert '<div lang="dag" dir="ltr"><p>Sɔŋsim bihi.</p></div>' in initiative
    assert f'<html lang="{language}"' in initiative
    event = read(client, way_in(initiative, "/events/markets/"), language)
    assert f'<h1><span lang="dag" dir="ltr">{TITLE["dag"]}</span></h1>' in event
    assert "/initiatives/photo-grants/?in=dag" in event
    registering = read(client, way_in(event, "/events/markets/register/"), language)
    assert f'<span lang="dag" dir="ltr">{TITLE["dag"]}</span>' in registering


@pytest.mark.usefixtures("in_dagbani")
def test_who_registers_reads_on_in_that_language(client: Client) -> None:
    address = reverse("events:register", args=["markets"])
    with world.at(world.PLANNED_AT):
        answer = client.post(f"{address}?in=dag", {"name": "Ama"})
    assert answer.headers["Location"].endswith("/?in=dag")
    assert TITLE["dag"] in read(client, answer.headers["Location"])


@pytest.mark.usefixtures("in_dagbani")
def test_pages_say_in_which_other_languages_they_can_be_read(client: Client) -> None:
    for address in ("/initiatives/photo-grants/", "/events/markets/"):
        page = read(client, address)
        assert 'Also in: <a href="?in=dag" hreflang="dag">Dagbani</a>' in page
        assert f'<a href="{address}" hreflang="en">English</a>' in read(client, f"{address}?in=dag")
        assert "<h1><span" not in read(client, f"{address}?in=xx")


@pytest.mark.usefixtures("in_dagbani")
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_text_to_pass_on_is_in_every_language_of_the_event(client: Client, language: str) -> None:
    page = read(client, "/events/markets/share/", language)
    texts = dict(re.findall(r'<section lang="(\w+)">(.*?)</section>', page, re.DOTALL))
    assert list(texts) == ["en", "ar", "dag"]
    for code, text in texts.items():
        assert TITLE[code] in text
        assert ("/events/markets/?in=dag<" in text) is (code == "dag")
    assert "<h2>dagbanli</h2>" in texts["dag"]
    assert "/events/markets/</bdi>" in texts["ar"]


def test_what_came_of_it_is_read_in_that_language(client: Client, organizer: Person) -> None:
    event = world.reported(organizer, title=TITLE)
    Report.objects.filter(event=event).update(words=Words(en="It went well.", dag="Di chaŋ viɛnyɛla."))
    address = way_in(read(client, "/events/markets/?in=dag"), "/events/markets/report/")
    page = read(client, address)
    assert TITLE["dag"] in page
    assert '<div lang="dag" dir="ltr"><p>Di chaŋ viɛnyɛla.</p></div>' in page
