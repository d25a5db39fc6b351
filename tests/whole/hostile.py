"""Words that attack whoever reads them, wherever people write; and one walk over all pages then."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.db import IntegrityError, connection, models, transaction
from tests.conftest import Cast
from tests.factories import with_example
from tests.plan import world
from tests.whole import records
from tests.whole.hostile_rows import written_too
from tests.whole.records import *  # noqa: F403 -- its fixtures
from tests.whole.records import PAGES, TWINS, Seen
from tests.whole.test_access import Row

from thriving.evidence.actions import define_measure
from thriving.evidence.imports import receive
from thriving.evidence.models import Source
from thriving.grants.payments import bank_file
from thriving.grants.payments.models import Batch
from thriving.kernel import triggers
from thriving.kernel.sealed import SealedField, seal
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

PACKAGES = (
    *("milestones", "positions", "partnerships", "needs", "capacity", "exchange", "councils"),
    *("funds", "proposals", "review", "agreements", "payments", "grant_reports"),
    *("event_risk", "conduct", "crisis"),
)
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
    *("author", "move", "material", "binding", "on_text", "translates", "endorsed"),
}
TYPED = {"proposals.DisclosedRole.role"}  # all the same
LISTED = {  # by people, with other things
    *("review.Rubric.criteria", "crisis.PlaybookVersion.steps"),
    *("proposals.Intake.header", "proposals.IntakeRow.cells"),
}

BANK_FILE = tuple(row for row in PAGES if row.name == "payments:batch_file")
CSV = (*(row for row in TWINS if row.name.endswith("-csv")), *BANK_FILE)

_SEEN: list[list[Seen]] = []


@pytest.fixture
def attacked_seen(request: pytest.FixtureRequest) -> list[Seen]:
    """Every page and every table, where the attack stands wherever people write; one walk for a process."""
    if not _SEEN:
        request.getfixturevalue("attacked")
        cast = request.getfixturevalue("cast")
        opened = records.opened(cast, (*PAGES, *(row for row in CSV if row not in PAGES)))
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
def attacked(attacked_plan: None, fresh_records: None, cast: Cast) -> None:
    told = dict.fromkeys(("what_changed", "what_next", "help_needed"), ATTACK)
    actions.check_in(world.key_result(records.FRAMEWORK), confidence=3, by=cast.lead, **told)
    counted = with_example({"kind": "count", "fact": "partner.met", "unit": {"code": "record"}})
    said = Words(en=f"{FORMULA}{ATTACK}")
    define_measure("attacked", counted, title=said, limits=said, by="tests")
    Source.objects.create(key="w1", kind="workshop", title=said, url="javascript:attack()")
    written_too(cast)
    receive(ContentFile(b"kind\nx\n", name=f"{ATTACK}.csv"), by=cast.evaluator, issuer=ATTACK[:100])
    fill()
    sealed_anew()
    Person.objects.update(name=NAME)


def fill() -> None:
    """Every text and all words of these packages, also where a guard keeps them from being changed."""
    connection.check_constraints()  # on PostgreSQL no guard is lifted while a check is still due
    with triggers.lifted():
        for column in written_columns():
            if isinstance(column, SealedField | models.JSONField):
                _fill_singly(column)
            else:
                _fill(column.model, column.name, said_in(column))


def sealed_anew() -> None:
    """A file for the bank is handed out only as it was sent."""
    with triggers.lifted():
        for batch in Batch.objects.all():
            digest = bank_file.digest_of([bank_file.file_of(batch)])
            Batch.objects.filter(pk=batch.pk).update(sha256=digest)


def written_columns() -> Iterator[models.Field]:
    """All columns of these packages in which words of people stand."""
    for model in (each for label in PACKAGES for each in apps.get_app_config(label).get_models()):
        yield from filter(is_typed, model._meta.concrete_fields)


def is_typed(column: models.Field) -> bool:
    """Whether people write what they like into it."""
    name = f"{column.model._meta.label}.{column.name}"
    if isinstance(column, SealedField) or name in {*TYPED, *LISTED}:
        return True
    is_text = type(column) in {models.CharField, models.TextField, WordsField} and not column.choices
    is_coined = column.name in COINED or column.name.endswith("_by")  # a person's key
    return is_text and not is_coined and (column.max_length or len(SHORT)) >= len(SHORT)


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


def _fill_singly(column: SealedField | models.JSONField) -> None:
    """In each row as it is sealed for that row, or in the place that its words have in a list."""
    rows = column.model._base_manager
    for key, kept in rows.values_list("pk", column.name):
        sealed = isinstance(column, SealedField)
        rows.filter(pk=key).update(
            **{column.name: seal(LONG, column.place_of(key)) if sealed else _attacked(kept)}
        )


def _attacked(kept: Any) -> Any:
    if isinstance(kept, dict):
        return {name: value if name == "key" else _attacked(value) for name, value in kept.items()}
    if isinstance(kept, list):
        return [_attacked(value) for value in kept]
    return LONG if isinstance(kept, str) else kept
