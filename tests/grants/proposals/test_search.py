"""What the search of the site finds of proposals, and for whom."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.test import Client
from tests.conftest import person
from tests.grants import world
from tests.grants.proposals import written

from thriving.grants.proposals import actions, rules
from thriving.grants.proposals import search as index
from thriving.grants.proposals.models import Proposal
from thriving.movement import search
from thriving.movement.models import Person, SearchWord
from thriving.movement.queries.finding import found

pytestmark = pytest.mark.django_db
VISITOR, SHOWN = AnonymousUser(), date(2026, 2, 4)


def keys(text: str, reader: Any = VISITOR) -> list[str]:
    hits = [section.hits for section in found(reader, text) if section.sort.name == index.PROPOSAL]
    return [hit.key for hit in hits[0]]


def test_it_is_found_from_the_day_on_which_everybody_reads_it(ama: Person, officer: Person) -> None:
    draft = written.whole(ama)
    assert keys("photographs", ama) == []
    with written.on():
        actions.submit(draft, by=ama)
        assert keys("photographs") == []
        assert keys("photographs", officer) == keys("photographs", ama) == [draft.key]
    with written.on(SHOWN):
        assert keys("photographs") == keys("week") == [draft.key]


def test_59_hidden_for_safety_it_is_found_by_those_alone_who_read_it(ama: Person, officer: Person) -> None:
    one = written.handed_in(ama)
    with written.on(SHOWN):
        actions.hide(one, hidden=True, by=ama)
        for reader in (VISITOR, person("somebody"), person("orla", "organizer")):
            assert keys("photographs", reader) == []
        assert keys("photographs", officer) == keys("photographs", ama) == [one.key]
        assert set(SearchWord.objects.filter(record=one.key).values_list("reach", flat=True)) == {1}
        actions.hide(one, hidden=False, by=ama)
        assert keys("photographs") == [one.key]


def test_04_closed_by_a_conflict_it_is_not_found(ama: Person, officer: Person) -> None:
    one = written.handed_in(ama)
    mia = person("mia")
    closed = rules.closed_to.temporarily(
        "test", lambda reader: Q(pk=one.pk) if reader == mia else Q(pk__in=[])
    )
    with written.on(SHOWN), closed:
        assert keys("photographs", mia) == []
        assert keys("photographs", officer) == [one.key]


def test_withdrawn_it_is_not_found_any_more(ama: Person) -> None:
    one = written.handed_in(ama)
    with written.on(SHOWN):
        actions.withdraw(one, by=ama)
        assert keys("photographs", ama) == []
    assert not SearchWord.objects.filter(kind=index.PROPOSAL).exists()


def test_who_reviews_blind_does_not_learn_by_searching_whose_it_is(ama: Person) -> None:
    written.handed_in(ama)
    with written.on(SHOWN):
        assert keys("friends of monuments") == []


def test_the_index_made_anew_is_the_one_that_was_kept(ama: Person) -> None:
    written.handed_in(ama)
    before = set(
        SearchWord.objects.filter(kind=index.PROPOSAL).values_list("record", "word", "whole", "reach")
    )
    assert not any(index.PROPOSAL in sentence for sentence in search.mismatches())
    search.reindex()
    after = set(
        SearchWord.objects.filter(kind=index.PROPOSAL).values_list("record", "word", "whole", "reach")
    )
    assert before == after != set()


def test_the_page_says_where_each_stands_with_as_many_questions(
    ama: Person, client: Client, django_assert_max_num_queries: Any
) -> None:
    for number in range(3):
        world.proposal(ama, title=world.Words(en=f"A week {number}"))
    index.index(Proposal.objects.all())
    with written.on(SHOWN), django_assert_max_num_queries(30):
        page = client.get("/search/", {"q": "a week"}).content.decode()
    assert page.count("Received") == 3
