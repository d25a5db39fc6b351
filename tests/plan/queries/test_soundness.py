from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import Client
from tests import places
from tests.plan import world

from thriving.kernel.words import Words
from thriving.movement.actions.standings import define_shipped
from thriving.plan.file import PlanFile, read, shipped
from thriving.plan.file.parts import Key, MemberPart
from thriving.plan.queries import problems_of

pytestmark = pytest.mark.django_db
SET = "prioritized-regions"


def said() -> PlanFile:
    return read(shipped())


def with_set(plan: PlanFile, *members: str, **changed: str) -> PlanFile:
    more = tuple(MemberPart(key=Key(key), title=Words(en=key)) for key in members)
    sets = [
        replace(each, members=each.members + more, **changed) if each.key == SET else each
        for each in plan.sets
    ]
    return replace(plan, sets=tuple(sets))


def problems(plan: PlanFile) -> list[str]:
    return [f"{each.place}: {each.sentence}" for each in problems_of(plan)]


def test_sets_of_the_shipped_plan_are_regions_of_their_scheme() -> None:
    places.world()
    assert problems(said()) == []


def test_member_that_is_no_region_is_refused() -> None:
    places.world()
    assert problems(with_set(said(), "atlantis")) == [
        f'set "{SET}" → members: The scheme “wikimedia/1” has no region “atlantis”.'
    ]


@pytest.mark.parametrize("scheme", ["wikimedia", "wikimedia/9", "wikimedia/x", "moons/1", "/"])
def test_scheme_that_is_not_there_is_refused(scheme: str) -> None:
    places.world()
    assert problems(with_set(said(), scheme=scheme)) == [
        f'set "{SET}" → scheme: There is no scheme “{scheme}”; it is written like wikimedia/1.'
    ]


def test_without_any_reference_members_are_not_held_against_it() -> None:
    assert problems(with_set(said(), "atlantis")) == []


def test_definition_that_is_not_there_is_refused() -> None:
    define_shipped(by="test")
    assert problems(said()) == []
    results = [replace(each, definitions=("underrepresented-language/7",)) for each in said().key_results[:1]]
    changed = replace(said(), key_results=(*results, *said().key_results[1:]))
    sentence = (
        "There is no definition “underrepresented-language/7”; it is written like emerging-community/1."
    )
    assert problems(changed) == [f'key_result "{results[0].key}" → definitions: {sentence}']


def test_key_result_shows_the_definition_that_it_rests_on(client: Client) -> None:
    define_shipped(by="test")
    world.loaded()
    told = client.get("/plan/thriving-movement-2019/key-results/affiliates-capacity/").content.decode()
    assert '<a href="/definitions/underrepresented-language/?version=1">Underrepresented language</a>' in told
