from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from tests.conftest import Cast, person
from tests.safety.conduct import world

from thriving.kernel.lifecycle import MoveRefused
from thriving.kernel.words import Words
from thriving.movement.actions import Refused
from thriving.safety.conduct import actions, queries, sealing
from thriving.safety.conduct.actions import CodeSaid
from thriving.safety.conduct.models import Text, Version
from thriving.safety.conduct.states import IN_FORCE


def test_a_text_goes_from_a_draft_to_what_is_in_force(db: None) -> None:
    version = world.in_force()
    assert version.state == IN_FORCE
    assert set(version.seals) == {"en", "ar"}
    assert version.review_due_on == world.IN_FORCE + timedelta(days=365)
    assert queries.in_force() == version
    assert sealing.troubles(version) == []


def test_each_wording_stays(db: None) -> None:
    version = world.drafted()
    actions.write(version, "en", "Be kind.", by=world.keeper())
    assert [each.text for each in version.texts.filter(language="en")] == ["Be kind.", world.TEXT]
    found = queries.text_of(version, "en")
    assert found
    assert found.text == "Be kind."


def test_a_translation_of_an_earlier_wording_is_told_and_holds_the_freezing(db: None) -> None:
    version = world.concluded()
    with world.at(world.CONCLUDED):
        actions.write(version, "en", "Be kind.", by=world.keeper())
        assert queries.behind(version) == ["ar"]
        with pytest.raises(Refused, match="earlier wording"):
            actions.freeze(version, by=world.keeper())
        actions.write(version, "ar", world.IN_ARABIC, by=world.keeper())  # looked at again: it still fits
        actions.freeze(version, by=world.keeper())


def test_a_text_stays_while_others_are_asked(db: None) -> None:
    version = world.asked()
    with pytest.raises(Refused, match="stays as it is"):
        actions.write(version, "en", "Something else.", by=world.keeper())


def test_a_frozen_text_is_changed_by_nobody(db: None) -> None:
    version = world.frozen()
    with pytest.raises(Refused, match="a new version"):
        actions.write(version, "en", "Something else.", by=world.keeper())
    with pytest.raises(Refused, match="a new version"):
        actions.write(version, "ar", "شيء آخر", by=world.keeper())
    with pytest.raises(DatabaseError), transaction.atomic():
        Text.objects.filter(version=version).update(text="Something else.")


def test_a_language_is_added_to_a_frozen_text_once(db: None) -> None:
    version, translator = world.frozen(), person("tomas", "translator")
    actions.write(version, "es", "Sean amables.", by=translator)
    version = world.fresh(version)
    assert set(version.seals) == {"en", "ar", "es"}
    assert sealing.troubles(version) == []
    with pytest.raises(Refused, match="a new version"):
        actions.write(version, "es", "Otra cosa.", by=translator)


def test_seals_that_were_changed_show(db: None) -> None:
    version = world.frozen()
    Version.objects.filter(pk=version.pk).update(seals={"en": sealing.digest_of("another")})
    assert len(sealing.troubles(world.fresh(version))) == 2
    assert any("universal" in sentence for sentence in sealing.mismatches())


def test_what_is_not_as_it_was_frozen_does_not_come_in_force(db: None) -> None:
    version = world.endorsed()
    Version.objects.filter(pk=version.pk).update(seals={"ar": version.seals["ar"]})
    with pytest.raises(Refused, match="not the text that was frozen"):
        actions.take_effect(world.fresh(version), by=world.keeper())


def test_one_version_is_in_force_and_the_one_before_is_superseded(db: None) -> None:
    first = world.in_force()
    second = world.in_force(first.code, "Be kind, always.")
    assert world.fresh(first).state == "superseded"
    assert world.fresh(first).superseded_on == world.IN_FORCE
    assert queries.in_force() == second
    with pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.filter(pk=first.pk).update(state=IN_FORCE)


def test_there_is_one_code_for_each_part_of_the_movement(db: None) -> None:
    world.code()
    with pytest.raises(Refused, match="a new version"):
        actions.begin_code("another", CodeSaid(Words(en="Another")), by=world.keeper())


@pytest.mark.parametrize("move", ["freeze", "open_ballot", "take_effect"])
def test_no_step_is_skipped(db: None, move: str) -> None:
    version = world.drafted()
    with pytest.raises((MoveRefused, Refused)):
        getattr(actions, move)(version, by=world.keeper())
    assert world.fresh(version).state == "draft"


def test_what_is_withdrawn_says_why(db: None) -> None:
    version = world.asked()
    with pytest.raises(Refused, match="why"):
        actions.withdraw(version, why=" ", by=world.keeper())
    actions.withdraw(version, why="It was begun too early.", by=world.keeper())
    assert world.fresh(version).reason == "It was begun too early."


def test_a_paragraph_that_is_too_long_is_told(db: None) -> None:
    version = world.drafted()
    with pytest.raises(Refused, match="An empty line begins a new one"):
        actions.write(version, "en", "word " * 2_000, by=world.keeper())


def test_drafts_are_for_who_writes_them(cast: Cast) -> None:
    draft = world.drafted()
    seen = {name: queries.versions_for(getattr(cast, name)).exists() for name in ("visitor", "volunteer")}
    assert seen == {"visitor": False, "volunteer": False}
    assert not queries.codes_for(cast.visitor).exists()
    assert queries.versions_for(world.keeper()).get() == draft
