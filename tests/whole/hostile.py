"""Words that attack whoever reads them, wherever people write; and one walk over all pages then."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.db import IntegrityError, connection, models, transaction
from tests.conftest import Cast
from tests.factories import with_example
from tests.plan import world
from tests.whole import records
from tests.whole.records import *  # noqa: F403 -- its fixtures
from tests.whole.records import PAGES, TWINS, Seen
from tests.whole.test_access import Row

from thriving.evidence.actions import define_measure
from thriving.evidence.imports import receive
from thriving.evidence.models import Source
from thriving.kernel import triggers
from thriving.kernel.words import Words, WordsField
from thriving.movement.models import Person
from thriving.plan import actions
from thriving.plan.file import shipped

__all__ = ["attacked", "attacked_plan", "attacked_seen", *records.__all__]  # noqa: PLE0604 -- names, all of them

ATTACK = (
    "'\"></title></textarea><script>attack()</script><img src=x onerror=attack()>"
    "<svg/onload=attack()><a href=javascript:attack()>"
)
FORMULA = '=HYPERLINK("https://evil.example","Click")'
NAMED = "Esi\u202egnorw\u2066\u200b"  # a person calls themselves so
TURNED = "Ama\u202egnorw\u2066\u200b"  # a record says so
LONG = f"{FORMULA}{TURNED}{ATTACK}"
SHORT, NAME = (f"=1+1{turned}'\"><svg/onload=attack()>" for turned in (TURNED, NAMED))  # all three, cut short
WORDS = re.compile(r'^((?:title|sentence|reading|owner|why|counted|short|limits) = ")(.*)"$', re.MULTILINE)

PACKAGES = ("milestones", "positions", "partnerships", "needs", "capacity", "exchange", "councils")
COINED = {  # by us, or chosen from a list
    *(
        "key",
        "uid",
        "link",
        "code",
        "file",
        "document",
        "digest",
        "sha256",
        "paper_digest",
        "seal",
        "imprint",
    ),
    *("language", "country", "region", "scheme", "serves", "skill", "role", "scope", "priority", "urgency"),
    *("record", "address", "time_zone", "folded", "signer", "by", "answered_address"),
    *("stated_by", "taken_back_by", "added_by", "recorded_by", "drafted_by", "written_by", "saved_by"),
    *("brought_by", "adopted_by", "made_by", "decided_by"),
}


CSV = tuple(row for row in TWINS if row.name.endswith("-csv"))

_SEEN: list[list[Seen]] = []


@pytest.fixture
def attacked_seen(request: pytest.FixtureRequest) -> list[Seen]:
    """Every page and every table, where the attack stands wherever people write; one walk for a process."""
    if not _SEEN:
        request.getfixturevalue("attacked")
        cast = request.getfixturevalue("cast")
        opened = records.opened(cast, (*PAGES, *CSV))
        _SEEN.append(
            [Seen(row, role, dict(answer.headers), _text_of(row, answer)) for row, role, answer in opened]
        )
    return _SEEN[0]


def _text_of(row: Row, response: Any) -> str:
    text: str = response.getvalue().decode() if row in CSV else records.html_of(response)
    return text


@pytest.fixture
def attacked_plan(year: None) -> None:
    formula, attack = (said.replace('"', '\\"') for said in (FORMULA, ATTACK))
    text = WORDS.sub(lambda found: f'{found[1]}{formula} {found[2]} {attack}"', shipped())
    actions.load(text, by="tests", reason=f"{FORMULA}{ATTACK}")


@pytest.fixture
def attacked(attacked_plan: None, all_records: None, cast: Cast) -> None:
    told = dict.fromkeys(("what_changed", "what_next", "help_needed"), ATTACK)
    actions.check_in(world.key_result(records.FRAMEWORK), confidence=3, by=cast.lead, **told)
    counted = with_example({"kind": "count", "fact": "partner.met", "unit": {"code": "record"}})
    said = Words(en=f"{FORMULA}{ATTACK}")
    define_measure("attacked", counted, title=said, limits=said, by="tests")
    Source.objects.create(key="w1", kind="workshop", title=said, url="javascript:attack()")
    receive(ContentFile(b"kind\nx\n", name=f"{ATTACK}.csv"), by=cast.evaluator, issuer=ATTACK[:100])
    fill()
    Person.objects.update(name=NAME)


def fill() -> None:
    """Every text and all words of these packages, also where a guard keeps them from being changed."""
    connection.check_constraints()  # on PostgreSQL no guard is lifted while a check is still due
    with triggers.lifted():
        for model in (each for label in PACKAGES for each in apps.get_app_config(label).get_models()):
            for column in filter(is_typed, model._meta.concrete_fields):
                _fill(model, column.name, said_in(column))


def is_typed(column: models.Field) -> bool:
    """Whether people write what they like into it."""
    is_text = type(column) in {models.CharField, models.TextField, WordsField} and not column.choices
    return is_text and column.name not in COINED and (column.max_length or len(SHORT)) >= len(SHORT)


def said_in(column: models.Field) -> str | Words:
    if isinstance(column, WordsField):
        return Words(en=LONG)
    return LONG if (column.max_length or len(LONG)) >= len(LONG) else SHORT


def _fill(model: type[models.Model], column: str, said: str | Words) -> None:
    """In every row, unless the database keeps the empty ones empty."""
    rows = model._base_manager.all()
    try:
        with transaction.atomic():
            rows.update(**{column: said})
    except IntegrityError:
        rows.exclude(**{column: ""}).exclude(**{column: None}).update(**{column: said})
