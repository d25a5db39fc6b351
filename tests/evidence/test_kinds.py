from __future__ import annotations

import re
from datetime import date

import pytest
from django.db.models import TextField

from thriving.evidence.kinds import (
    PERSON,
    TRAITS,
    Dimension,
    FactKind,
    Type,
    declare,
    kinds,
    people_kinds,
    sentence_of,
    vocabulary,
)
from thriving.evidence.models import Fact


def kind(*dimensions: Dimension, name: str = "test.kind", **more: object) -> FactKind:
    return FactKind(name, "thing", "A thing.", "A thing happened.", dimensions, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["gender", "age", "age_group", "birth_year", "gender_identity", "religion"])
def test_a_trait_of_a_person_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="traits never enter the ledger"):
        Dimension(name, Type.KEY, "What somebody is.")


@pytest.mark.parametrize("name", ["", "Region", "two words", "2nd", "subject", "source"])
def test_a_name_that_filters_could_not_use_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="cannot be the name of a dimension"):
        Dimension(name, Type.KEY, "Something.")


def test_only_a_choice_lists_its_values() -> None:
    with pytest.raises(ValueError, match="lists its values"):
        Dimension("stage", Type.CHOICE, "How far.")
    with pytest.raises(ValueError, match="lists its values"):
        Dimension("cohort", Type.KEY, "Which.", ("one",))


def test_one_word_has_one_type_everywhere() -> None:
    with pytest.raises(ValueError, match="region is a region elsewhere"):
        declare(kind(Dimension("region", Type.KEY, "Where.")))
    assert "test.kind" not in kinds


def test_a_kind_is_declared_once() -> None:
    with pytest.raises(ValueError, match="declared twice"):
        declare(kind(name="milestone.reached"))


def test_a_key_names_dimensions_of_its_kind() -> None:
    with pytest.raises(ValueError, match="its key names"):
        kind(key=("wave",))


def test_a_row_fits_the_index() -> None:
    """PostgreSQL refuses rows of an index beyond 2.7 KB."""
    with pytest.raises(ValueError, match="at most"):
        kind(*(Dimension(f"part{number}", Type.KEY, "A part.") for number in range(13)))


def test_every_declared_kind_reads_as_a_sentence() -> None:
    for name, each in kinds.items():
        fact = Fact(kind=name, subject="somebody", occurred_on=date(2020, 1, 1), dimensions={})
        assert sentence_of(fact)
        assert str(each.meaning).endswith(".")


def test_people_are_known_by_their_kinds() -> None:
    assert {"assessment.scored", "event.attended", "leadership.engaged"} <= set(people_kinds())
    assert all(kinds[name].subject == PERSON for name in people_kinds())


WHO_SOMEBODY_IS = TRAITS | {"female", "male", "woman", "man", "nonbinary", "transgender", "pronouns", "youth"}


def words_of(kind: FactKind) -> set[str]:
    """Every code by which a fact of this kind could say what somebody is."""
    codes = [kind.name, *kind.named, *(value for each in kind.dimensions for value in each.values)]
    return {word for code in codes for word in re.split(r"[^a-z]+", code.lower())}


def test_no_declared_kind_tells_what_somebody_is() -> None:
    """Such answers have a place of their own, apart from the ledger."""
    assert {each.name for each in vocabulary()} >= {"region", "language", "role", "stage"}
    assert {name: told for name, kind in kinds.items() if (told := words_of(kind) & WHO_SOMEBODY_IS)} == {}


def test_a_fact_has_no_column_for_free_words() -> None:
    """What a trait could hide in: a fact has codes, dates and numbers, and dimensions that are declared."""
    texts = {each.name for each in Fact._meta.get_fields() if isinstance(each, TextField)}
    assert texts == set()
