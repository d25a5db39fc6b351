"""Abuse case 3: whoever runs the site opens no sealed record of grants and safety, by no flag either."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection
from django.urls import reverse
from tests.conftest import Cast
from tests.whole import records
from tests.whole.connections import close
from tests.whole.hostile_rows import written_too
from tests.whole.records import *  # noqa: F403 -- its fixtures
from tests.whole.test_access import TABLE

from thriving.grants.payments.models import Hold
from thriving.kernel import triggers
from thriving.kernel.sealed import SealedField, seal, sealed_fields
from thriving.movement.models import Person

pytestmark = pytest.mark.django_db

SEALED = ("proposals", "payments", "event_risk", "crisis")
COLUMNS = tuple(each for each in sealed_fields() if each.model._meta.app_label in SEALED)
FLAGS = ("is_superuser", "is_staff", "is_admin")
BY_SECRET = {"event_risk:pack"}  # opened by the address alone, for a few days, by those on the ground
# Of each package somebody to whom at least one of its sealed texts is told.
TOLD = {
    "proposals": "volunteer",
    "payments": "protector",
    "event_risk": "risk_officer",
    "crisis": "duty_officer",
}


def words_of(column: SealedField) -> str:
    return f"Canary of {column.model.__name__} and its {column.name}"


@pytest.fixture
def canaries(all_records: Cast) -> Cast:
    """Every sealed column says in each of its rows what no other column says."""
    written_too(all_records)
    with triggers.lifted():
        for column in COLUMNS:
            rows = column.model._base_manager
            for key in rows.values_list("pk", flat=True):
                rows.filter(pk=key).update(**{column.name: seal(words_of(column), column.place_of(key))})
    return all_records


def found_by(role: str, cast: Cast, *packages: str) -> Iterator[tuple[str, str]]:
    """Which sealed words are on which page of these packages, as this role reads them."""
    client = records.client_of(role, cast)
    rows = [each for each in TABLE if each.name.partition(":")[0] in packages and each.name not in BY_SECRET]
    held = Hold.objects.filter(lifted_at=None).values_list("disbursement", flat=True)
    for address in (
        *(records.address_of(row) for row in rows if row.expected(role) == 200),
        *(reverse("payments:payment", args=[each]) for each in held),
    ):
        answer = client.get(address)
        close(answer)
        page = (b"".join(answer) if answer.streaming else answer.content).decode(errors="replace")
        yield from ((address, words_of(each)) for each in COLUMNS if words_of(each) in page)


def test_a_table_holds_no_word_of_them(canaries: Cast) -> None:
    with connection.cursor() as cursor:
        for column in COLUMNS:
            cursor.execute(f"SELECT {column.column} FROM {column.model._meta.db_table}")  # noqa: S608 -- names of ours
            kept = [row[0] for row in cursor.fetchall()]
            assert kept, column
            assert not any("Canary" in text for text in kept), column


def test_no_flag_of_the_framework_opens_one(canaries: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    for flag in FLAGS:
        monkeypatch.setattr(Person, flag, True, raising=False)
    assert list(found_by("operator", canaries, *SEALED)) == []


@pytest.mark.parametrize("package", SEALED)
def test_whoever_it_is_told_to_reads_it(canaries: Cast, package: str) -> None:
    """Else the test above would find nothing whatever a page shows."""
    assert any(found_by(TOLD[package], canaries, package))
