"""Words that attack whoever reads them, wherever people write; and one walk over all pages then."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any, NamedTuple

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.db import IntegrityError, connection, models, transaction
from tests.conftest import Cast
from tests.factories import with_example
from tests.plan import world
from tests.whole import records
from tests.whole.hostile_rows import written_too
from tests.whole.hostile_rows_of_programs import PAGES_OF_THESE, written_in_programs
from tests.whole.hostile_rows_of_talks import PAGES_OF_TALKS, SENT, written_in_talks
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

FIXTURES = ("attacked", "attacked_files", "attacked_plan", "attacked_seen", "unreached")
__all__ = [*FIXTURES, *records.__all__]  # noqa: PLE0604 -- names, all of them

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
    *("questions", "asking", "patterns", "mentoring"),
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
    *("asked_for", "area", "asked_in", "secret_mark", "searched"),
}
TYPED = {"proposals.DisclosedRole.role", "questions.Sheet.code"}  # all the same
LISTED = {  # by people, with other things
    *("review.Rubric.criteria", "crisis.PlaybookVersion.steps"),
    *("proposals.Intake.header", "proposals.IntakeRow.cells"),
    *("questions.Question.choices", "questions.Answer.value"),
}
TEXTS = {"questions.Answer.value": {"question__kind__in": ("short_text", "long_text")}}  # in these rows alone

BANK_FILE = tuple(row for row in PAGES if row.name == "payments:batch_file")
TWINS_READ = (*(row for row in TWINS if row.name.endswith("-csv")), *BANK_FILE)
CSV = (*TWINS_READ, *(each.row for each in SENT if each.told.get("as") == "csv"))

JSON = tuple(row for row in TWINS if row.name.endswith("-json"))
# Of these packages nobody's words are replaced here, and why.
ELSEWHERE = {
    "kernel": "nobody writes into its tables by hand",
    "matching": "keeps weights and verdicts, by keys",
    "movement": "its names are attacked here, its other words in tests/movement/abuse",
    "evidence": "a measure, a source and a file are attacked here, one of each",
    "plan": "the words of its file are attacked here before they are loaded",
    "wiki": "holds names of wikis and what was counted in them",
    "protocols": "has no tables",
    "finder": "has no tables",
    "ui": "has no tables",
    "web": "has no tables",
    "events": "its words are attacked in tests/programs/events",
    "experiments": "its words are attacked in tests/programs/experiments",
    "initiatives": "its words are attacked in tests/programs/initiatives",
    "campaigns": "its words are attacked in tests/programs/campaigns",
}


class File(NamedTuple):
    """What a reader takes away that is no page."""

    row: Row
    headers: Mapping[str, str]
    content: bytes


_SEEN: list[list[Seen]] = []
_FILES: list[list[File]] = []
_UNREACHED: list[list[str]] = []


@pytest.fixture
def attacked_seen(request: pytest.FixtureRequest) -> list[Seen]:
    """Every page and every table, where the attack stands wherever people write; one walk for a process."""
    if not _SEEN:
        request.getfixturevalue("attacked")
        cast = request.getfixturevalue("cast")
        rows = (*PAGES, *PAGES_OF_THESE, *PAGES_OF_TALKS, *(row for row in TWINS_READ if row not in PAGES))
        _look_at(chain(records.opened(cast, rows), records.opened_once(cast, JSON), _sent(cast)))
    return _SEEN[0]


@pytest.fixture
def attacked_files(attacked_seen: list[Seen]) -> list[File]:
    """What is no page, as it is handed out by the same walk: JSON, calendars, the story of a payment."""
    return _FILES[0]


@pytest.fixture
def unreached(attacked_seen: list[Seen]) -> list[str]:
    """The columns in which people write, and no row of which the attack has reached."""
    return _UNREACHED[0]


def _sent(cast: Cast) -> Iterator[tuple[Row, str, Any]]:
    """What is shown only to who says something first."""
    for row, role, method, told in SENT:
        client = records.client_of(role, cast)
        answer = getattr(client, method)(records.address_of(row), told, follow=True)
        assert answer.status_code == row.to_all, row.name
        yield row, role, answer


def _look_at(answers: Iterator[tuple[Row, str, Any]]) -> None:
    seen, files = [], []
    for row, role, answer in answers:
        if row in CSV or records.html_of(answer):
            seen.append(Seen(row, role, dict(answer.headers), _text_of(row, answer)))
        elif not answer.streaming:  # else it is a file that somebody gave
            files.append(File(row, dict(answer.headers), answer.content))
    _SEEN.append(seen)
    _FILES.append(files)
    _UNREACHED.append([str(each) for each in written_columns() if not _is_reached(each)])


def _is_reached(column: models.Field) -> bool:
    kept = (getattr(row, column.attname) for row in column.model._base_manager.all())
    return any("attack()" in str(dict(each) if isinstance(each, dict) else each) for each in kept)


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
    written_in_programs(cast)
    written_in_talks(cast)
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
            elif is_unique(column):
                _fill_with_numbers(column)
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
    if isinstance(column, SealedField) or _name_of(column) in {*TYPED, *LISTED}:
        return True
    is_text = type(column) in {models.CharField, models.TextField, WordsField} and not column.choices
    is_coined = column.name in COINED or column.name.endswith("_by")  # a person's key
    return is_text and not is_coined and (column.max_length or len(SHORT)) >= len(SHORT)


def is_unique(column: models.Field) -> bool:
    limits = (each for each in column.model._meta.constraints if isinstance(each, models.UniqueConstraint))
    return column.unique or any(column.name in each.fields for each in limits)


def _name_of(column: models.Field) -> str:
    return f"{column.model._meta.label}.{column.name}"


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


def _fill_with_numbers(column: models.CharField) -> None:
    """In each row that says something, told apart."""
    rows = column.model._base_manager.exclude(**{column.name: ""})
    for key in rows.values_list("pk", flat=True):
        rows.filter(pk=key).update(**{column.name: f"{SHORT}{key}"})


def _fill_singly(column: SealedField | models.JSONField) -> None:
    """In each row as it is sealed for that row, or in the place that its words have in a list."""
    rows = column.model._base_manager.filter(**TEXTS.get(_name_of(column), {}))
    for key, kept in rows.values_list("pk", column.name):
        sealed, empty = isinstance(column, SealedField), isinstance(column, WordsField) and not kept
        said = {"en": LONG} if empty else _attacked(kept)
        rows.filter(pk=key).update(**{column.name: seal(LONG, column.place_of(key)) if sealed else said})


def _attacked(kept: Any) -> Any:
    if isinstance(kept, dict):
        return {name: value if name == "key" else _attacked(value) for name, value in kept.items()}
    if isinstance(kept, list):
        return [_attacked(value) for value in kept]
    return LONG if isinstance(kept, str) else kept
