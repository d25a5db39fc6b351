from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from click.testing import CliRunner
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from tests import places
from tests.conftest import Cast

from thriving.kernel import diary
from thriving.kernel.words import Words
from thriving.movement.actions import Refused
from thriving.movement.actions.standings import define, define_shipped, end_standing, say_standing
from thriving.movement.commands import people
from thriving.movement.models import Country, Definition, Language, Standing

pytestmark = pytest.mark.django_db
DAY = date(2020, 1, 1)


@pytest.fixture(autouse=True)
def _world() -> None:
    places.few()
    define_shipped(by="test")


def said(subject: Any = None, **changed: Any) -> Standing:
    words = {
        "definition": Definition.objects.get(key="underrepresented-language"),
        "reason": Words(en="Few articles."),
        "source": "A list of ours",
        "by": "test",
        "since": DAY,
        **changed,
    }
    return say_standing(subject or Language.objects.get(pk="dag"), "underrepresented", **words)


def test_standing_holds_from_its_day_until_it_ends() -> None:
    standing = said()
    end_standing(standing, why="It has grown.", by="test", on=date(2021, 1, 1))
    days = [date(2019, 12, 31), DAY, date(2020, 12, 31), date(2021, 1, 1)]
    assert [Standing.objects.on(day).exists() for day in days] == [False, True, True, False]
    assert [each.verb for each in diary.entries_about(standing)] == ["said_standing", "ended_standing"]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [({"reason": Words()}, "needs a reason and a source"), ({"source": ""}, "needs a reason and a source")],
)
def test_standing_needs_a_reason_and_a_source(changed: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        said(**changed)


def test_definition_is_said_only_of_what_it_speaks_of() -> None:
    with pytest.raises(Refused, match="is not said of a country"):
        said(Country.objects.get(pk="GH"))
    community = Definition.objects.get(key="emerging-community")
    assert said(Country.objects.get(pk="GH"), definition=community).country_id == "GH"
    assert said("wikipedia", definition=community).project == "wikipedia"


def test_nothing_is_said_twice_at_once() -> None:
    standing = said()
    with pytest.raises(Refused, match="This is said already"):
        said()
    end_standing(standing, why="Again.", by="test")
    said()
    with pytest.raises(Refused, match="This has ended already"):
        end_standing(standing, why="Again.", by="test")


def test_new_meaning_is_a_new_version() -> None:
    old = Definition.objects.get(key="underrepresented-language")
    new = define(
        Definition(
            key=old.key,
            begins_on=DAY,
            title=old.title,
            text=Words(en="Otherwise."),
            axes=old.axes,
            source="x",
        ),
        by="test",
    )
    assert (old.version, new.version) == (1, 2)
    with pytest.raises(DatabaseError), transaction.atomic():
        Definition.objects.update(source="y")


def test_saying_is_for_those_who_may(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        said(by=cast.volunteer)
    assert said(by=cast.evaluator).pk


def run(*words: str) -> tuple[int, str]:
    answer = CliRunner().invoke(people, words)
    return answer.exit_code, answer.output


def test_commands_say_and_end_a_standing() -> None:
    options = ["--definition", "underrepresented-language", "--reason", "Few.", "--source", "A list"]
    assert run("say-standing", "dag", "underrepresented", *options) == (
        0,
        "dag is underrepresented by underrepresented-language/1.\n",
    )
    assert run("say-standing", "dag", "underrepresented", *options)[0] == 1
    assert run("say-standing", "qqq", "underrepresented", *options) == (
        1,
        "Error: There is no language qqq.\n",
    )
    assert run("end-standing", "dag", "underrepresented", "--why", "Grown.")[1] == (
        "dag is no longer underrepresented.\n"
    )
    assert run("end-standing", "dag", "underrepresented", "--why", "Grown.")[0] == 1
