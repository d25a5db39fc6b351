"""The pages of learning patterns, as authors and everybody else see them."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries
from tests.conftest import Cast, person
from tests.places import languages
from tests.programs.patterns import world

from thriving.kernel.words import Words
from thriving.movement.models import Audience, Person
from thriving.programs.patterns import actions, links
from thriving.programs.patterns.links import Link
from thriving.programs.patterns.models import Endorsement, Pattern, Reuse

pytestmark = pytest.mark.django_db

LIST = "/learning-patterns/"
ONE = "/learning-patterns/tea-first/"
FIELDS = {"title": "Tea first", "problem": "People leave.", "solution": "Offer tea."}


def test_a_draft_is_its_authors_until_somebody_else_publishes_it(client: Client, cast: Cast) -> None:
    client.force_login(cast.volunteer)
    assert client.post(f"{LIST}new/", {**FIELDS, "key": "tea-first", "state": "published"}).status_code == 302
    assert client.get(f"{ONE}step/publish/").status_code == 404
    client.logout()
    assert client.get(ONE).status_code == 404
    client.force_login(person("nosy"))
    assert client.get(ONE).status_code == 404
    client.force_login(cast.evaluator)
    assert ONE in client.get("/my-work/").content.decode()
    assert client.post(f"{ONE}step/publish/").status_code == 302
    client.logout()
    page = client.get(ONE).content.decode()
    assert "Offer tea." in page
    assert "Valentina" not in page


def test_the_author_is_named_as_far_as_they_allow(client: Client, cast: Cast) -> None:
    world.published(cast.volunteer, credited=True)
    assert "Valentina" not in client.get(ONE).content.decode()
    Person.objects.filter(pk=cast.volunteer.pk).update(name_shown_to=Audience.EVERYONE)
    assert "Valentina" in client.get(ONE).content.decode()


def test_an_author_rewrites_it_and_others_do_not(client: Client, cast: Cast) -> None:
    world.published(cast.volunteer)
    client.force_login(cast.volunteer)
    assert client.post(f"{ONE}rewrite/", {**FIELDS, "solution": "Green tea."}).status_code == 302
    assert Pattern.objects.get().solution == {"en": "Green tea."}
    assert Pattern.objects.get().title == {"en": "Tea first", "es": "Primero el té"}
    client.force_login(person("nosy"))
    for page in ("rewrite", "step/retire", "translate"):
        assert client.get(f"{ONE}{page}/").status_code == 404


def test_others_endorse_it_and_take_it_back(client: Client, cast: Cast) -> None:
    world.published(cast.volunteer)
    client.force_login(cast.lead)
    assert client.post(f"{ONE}endorse/").status_code == 302
    assert "I no longer endorse it" in client.get(ONE).content.decode()
    assert client.get("/learning-patterns.json").json()["rows"][0]["endorsed"] == 1
    assert client.post(f"{ONE}take-back/").status_code == 302
    assert not Endorsement.objects.exists()
    client.force_login(cast.volunteer)
    assert client.post(f"{ONE}endorse/").status_code == 404


def test_a_use_is_told_and_taken_back(client: Client, cast: Cast) -> None:
    world.published(cast.volunteer)
    client.force_login(cast.lead)
    wrong = client.post(f"{ONE}use/", {"where": "In Tamale", "on": "2999-01-01"})
    assert wrong.status_code == 422
    assert "In Tamale" in wrong.content.decode()
    told = {"where": "In Tamale", "on": "2026-03-02", "url": "https://example.org/tamale"}
    assert client.post(f"{ONE}use/", told).status_code == 302
    assert 'href="https://example.org/tamale"' in client.get(ONE).content.decode()
    take_back = f"{ONE}uses/{Reuse.objects.get().pk}/take-back/"
    client.force_login(person("nosy"))
    assert client.post(take_back).status_code == 404
    client.force_login(cast.lead)
    assert client.post(take_back).status_code == 302
    assert not Reuse.objects.exists()


def test_what_names_it_elsewhere_is_shown(client: Client) -> None:
    world.published()
    with links.linkers.temporarily(
        "test", lambda _reader, key: [Link("Box", f"Kit of {key}", "/boxes/kit/")]
    ):
        assert '<a href="/boxes/kit/">Kit of tea-first</a>' in client.get(ONE).content.decode()


def test_what_was_retired_says_why(client: Client) -> None:
    actions.retire(world.published(), reason="Tea ran out.", by="tests")
    assert "Tea ran out." in client.get(ONE).content.decode()
    assert client.get("/learning-patterns.json").json()["rows"] == []


def test_a_translator_writes_it_in_arabic(client: Client) -> None:
    world.published()
    client.force_login(person("tariq", "translator"))
    page = client.get(f"{ONE}translate/ar/")
    reading = {f"read_{bound.html_name}": digest for _words, bound, digest in page.context["form"].rows()}
    texts = {"title": "الشاي أولاً", "problem": "", "solution": "قدم الشاي."}
    assert client.post(f"{ONE}translate/ar/", {**texts, **reading}).status_code == 302
    assert "<h1>الشاي أولاً</h1>" in client.get(ONE, headers={"Accept-Language": "ar"}).content.decode()
    assert client.get(f"{ONE}rewrite/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_queries(
    client: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        world.published("tests", f"tea-{number}")
    with django_assert_num_queries(2):
        client.get(LIST)


def test_a_page_takes_the_same_queries_however_often_it_was_used(client: Client) -> None:
    """Higher packages name patterns: what they ask is theirs to count."""
    pattern, counts = world.published(), []
    for number in range(3):
        world.used(pattern)
        actions.endorse(pattern, by=person(f"endorser-{number}"))
        with CaptureQueriesContext(connection) as captured:
            client.get(ONE)
        counts.append(len(captured))
    assert len(set(counts)) == 1


@pytest.mark.parametrize("language", ["ar", "en"])
def test_what_is_translated_is_read_in_a_language_without_pages(client: Client, language: str) -> None:
    languages("dag")
    found = world.published()
    texts = {"title": "Tii tuuli", "solution": "Tim ba tii."}
    of = {"title": "Tea first", "solution": "Offer tea before it begins."}
    actions.translate(found, "dag", texts, of=of, by="tests")
    box = Link("Box", Words(en="A kit", dag="Adaka"), "/boxes/kit/")
    accepted = {"accept-language": language}
    with links.linkers.temporarily("test", lambda _reader, _key: [box]):
        page = client.get(f"{ONE}?in=dag", headers=accepted).content.decode()
    assert f'<html lang="{language}"' in page
    assert '<h1><span lang="dag" dir="ltr">Tii tuuli</span></h1>' in page
    assert '<div lang="dag" dir="ltr"><p>Tim ba tii.</p></div>' in page
    assert "People leave before the talk." in page
    assert '<a href="/boxes/kit/?in=dag"><span lang="dag" dir="ltr">Adaka</span></a>' in page
    assert '<a href="?in=dag" hreflang="dag">' in client.get(ONE, headers=accepted).content.decode()
