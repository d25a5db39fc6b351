from __future__ import annotations

import re

from thriving.movement.skills import DEEPEST, by_group, depth_of, skills, within


def test_the_tree_has_ten_groups_and_is_never_deeper_than_three() -> None:
    assert len(by_group()) == 10
    assert max(depth_of(key) for key in skills()) == DEEPEST


def test_every_skill_belongs_to_one_that_stands_before_it() -> None:
    keys = list(skills())
    assert all(keys.index(each.parent) < keys.index(each.key) for each in skills().values() if each.parent)


def test_every_skill_is_named_in_the_languages_of_the_site() -> None:
    assert {frozenset(each.name) for each in skills().values()} == {frozenset({"en", "es", "ar"})}


def test_no_two_skills_mean_one_item_of_wikidata() -> None:
    items = [each.wikidata for each in skills().values() if each.wikidata]
    assert len(items) == len(set(items))
    assert all(re.fullmatch(r"Q[1-9]\d*", item) for item in items)


def test_a_skill_holds_its_finer_ones() -> None:
    assert within("programming") == {"programming", "gadgets", "bots"}
    assert {"lua", "templates", "wikidata"} < within("technology")
