"""Requests made at random from the site's own document: nothing breaks, and every answer is as declared."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, given, settings
from schemathesis import Case, GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance
from tests.plan import world
from tests.plan.world import at
from tests.whole.connections import one_connection

from thriving.ui.twins import openapi

# Excluded: that whatever the schema allows is accepted. No schema can say "a day that has come".
EXAMPLES = 5  # others each time, for each of the many addresses, which ask in a few ways that are alike


@pytest.fixture
def year(db: None) -> Iterator[None]:
    world.loaded()
    with one_connection(), at(date(2020, 4, 15)):
        yield


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.name.lower())
def test_answers_are_as_declared(mode: GenerationMode, year: None) -> None:
    schema = schemathesis.openapi.from_dict(openapi())
    schema.app = get_wsgi_application()
    for operation in (found.ok() for found in schema.get_all_operations()):
        # Where nothing can be asked, nothing can be asked wrongly.
        if mode is GenerationMode.POSITIVE or list(operation.iter_parameters()):
            try_at_random(operation, mode)


def try_at_random(operation: schemathesis.schemas.APIOperation, mode: GenerationMode) -> None:
    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(generation_mode=mode))
    def answer(case: Case) -> None:
        case.call_and_validate(
            headers={"Accept-Encoding": "identity"},
            base_url="http://localhost",
            excluded_checks=[positive_data_acceptance],
        )

    answer()
