from __future__ import annotations

from typing import Any

from django.core.management import get_commands
from django.db.migrations.state import ModelState, ProjectState
from django.db.models import CASCADE, AutoField, ForeignKey

from thriving.kernel.management.commands.migrate import new_models_change_no_other


def model(name: str, **fields: Any) -> ModelState:
    return ModelState("made_up", name, [("id", AutoField(primary_key=True)), *fields.items()])


def test_a_new_model_joins_those_that_are_there() -> None:
    state = ProjectState()
    state.add_model(model("Person"))
    person = state.apps.get_model("made_up", "person")
    with new_models_change_no_other():
        state.add_model(model("Pet", keeper=ForeignKey("made_up.Person", CASCADE)))
    assert state.apps.get_model("made_up", "person") is person
    assert [each.name for each in person._meta.related_objects] == ["pet"]


def test_a_model_that_others_wait_for_is_found_by_them() -> None:
    state = ProjectState()
    state.apps  # noqa: B018 -- from here on each model is made when it is added
    with new_models_change_no_other():
        state.add_model(model("Pet", keeper=ForeignKey("made_up.Person", CASCADE)))
        state.add_model(model("Person"))
    person = state.apps.get_model("made_up", "person")
    assert state.apps.get_model("made_up", "pet")._meta.get_field("keeper").related_model is person


def test_afterwards_django_does_as_it_did() -> None:
    before = ProjectState.add_model
    with new_models_change_no_other():
        assert ProjectState.add_model is not before
    assert ProjectState.add_model is before


def test_every_way_to_migrate_takes_it() -> None:
    assert get_commands()["migrate"] == "thriving.kernel"
