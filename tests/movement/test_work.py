from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db.models import Q
from django.test import Client
from django.urls import reverse
from tests.conftest import Cast

from thriving.kernel.access import Scope
from thriving.kernel.registry import Registry
from thriving.movement import work
from thriving.movement.models import Person

DUE = date(2026, 11, 30)
Setting = Callable[..., None]


def item(title: str, due: date | None = DUE, **told: Any) -> work.Item:
    return work.Item(title=title, address="/plan/", due=due, **told)


@pytest.fixture
def set_work(monkeypatch: pytest.MonkeyPatch) -> Setting:
    """Let these items, and nothing else, wait for everybody who asks."""
    items: list[work.Item] = []
    monkeypatch.setattr(work, "contributors", Registry[work.Contributor]("package with work"))
    work.declare("test", "Errands", lambda _reader, _today: items)
    return lambda *given: items.extend(given)


def test_the_earliest_stands_first_and_what_has_no_day_last(cast: Cast, set_work: Setting) -> None:
    set_work(item("Someday", None), item("Later"), item("Sooner", DUE - timedelta(days=1)))
    found = work.waiting_for(cast.volunteer, DUE)
    assert [each.item.title for each in found] == ["Sooner", "Later", "Someday"]


def test_what_a_rule_reaches_is_worked_out_once_for_all_packages(
    cast: Cast, set_work: Setting, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_work()
    asked: list[Person] = []
    scope = Scope(lambda person: asked.append(person) or Q(pk=person.pk))
    work.declare(
        "another", "Asks", lambda reader, _today: [scope.on(Person, reader), scope.on(Person, reader)][2:]
    )
    work.waiting_for(cast.volunteer, DUE)
    assert asked == [cast.volunteer]


def test_an_item_says_what_it_belongs_to(cast: Cast, set_work: Setting) -> None:
    set_work(item("Answer", of="Photo walk"), item("Report"))
    assert [each.of for each in work.waiting_for(cast.volunteer, DUE)] == ["Photo walk", "Errands"]


def test_two_packages_under_one_name_are_a_mistake() -> None:
    with pytest.raises(ValueError, match="twice"):
        work.declare("affiliates", "Again", lambda _reader, _today: ())


def test_the_page_tells_all_of_it(client: Client, cast: Cast, set_work: Setting) -> None:
    set_work(item("Answer <b>Esi</b>", date(2020, 1, 1), of="Photo walk", why="She asked."))
    client.force_login(cast.volunteer)
    page = client.get(reverse("movement:my_work")).content.decode()
    assert "Answer &lt;b&gt;Esi&lt;/b&gt;" in page
    assert 'since <time datetime="2020-01-01">1 January 2020</time>' in page
    (row,) = json.loads(client.get(reverse("movement:my_work-json")).content)["rows"]
    assert (row["late"], row["of"], row["why"]) == (True, "Photo walk", "She asked.")


@pytest.mark.parametrize("who", ["volunteer", "lead", "evaluator", "operator"])
def test_the_number_of_queries_does_not_grow(
    cast: Cast, django_assert_max_num_queries: Any, who: str
) -> None:
    reader = getattr(cast, who)
    with django_assert_max_num_queries(2 * len(work.contributors) + 10):
        work.waiting_for(reader, DUE)


def test_of_one_thing_to_do_no_more_is_shown_than_one_can_read(
    client: Client, cast: Cast, set_work: Setting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "SHOWN", 2)
    found = work.first(Person.objects.order_by("username"))
    assert [each.username for each in found] == ["edda", "emre"]
    client.force_login(cast.volunteer)
    set_work(item("Answer Esi", kind="Answer"))
    assert b"at most <bdi>2</bdi>" not in client.get(reverse("movement:my_work")).content
    set_work(item("Answer Omar", kind="Answer"))
    assert b"at most <bdi>2</bdi>" in client.get(reverse("movement:my_work")).content
