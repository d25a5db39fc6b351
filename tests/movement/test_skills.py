from __future__ import annotations

import re

import pytest

from thriving.kernel.words import Words
from thriving.movement import skills as tree
from thriving.movement.skills import DEEPEST, Skill, by_group, current, depth_of, skills, within


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
    assert within("programming") == {"programming", "gadgets", "bots", "python"}
    assert {"lua", "templates", "wikidata"} < within("technology")


def test_a_replaced_skill_counts_as_the_one_in_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is offered to nobody anew, and whoever told of it is found under the new one."""
    old = Skill("telegrams", Words(en="Telegrams"), "communication", replaced_by="social-media")
    known = {**skills(), old.key: old}
    monkeypatch.setattr(tree, "skills", lambda: known)
    assert (tree.current("telegrams"), tree.current("press")) == ("social-media", "press")
    assert tree.within("social-media") == {"social-media", "telegrams"}
    assert all(old not in listed for _group, listed in tree.by_group())


def test_what_replaces_a_skill_is_there_and_is_not_replaced_itself_without_end() -> None:
    assert all(not tree.skills()[current(key)].replaced_by for key in skills())
