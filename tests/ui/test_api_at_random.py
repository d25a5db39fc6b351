"""Requests made at random from the API's own document: nothing breaks, and every answer is as declared."""

from __future__ import annotations

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.test import override_settings
from hypothesis import HealthCheck, given, settings
from schemathesis import Case, GenerationMode
from tests.ui import test_twins

from thriving.ui.twins import openapi


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.name.lower())
def test_answers_are_as_declared(mode: GenerationMode, db: None, alone: None) -> None:
    with override_settings(ROOT_URLCONF=test_twins.__name__):
        schema = schemathesis.openapi.from_dict(openapi())
        schema.app = get_wsgi_application()
        for found in schema.get_all_operations():
            try_at_random(found.ok(), mode)


def try_at_random(operation: schemathesis.schemas.APIOperation, mode: GenerationMode) -> None:
    # The same requests each time: in an address a truth or nothing is text too, which some would not expect.
    @settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(generation_mode=mode))
    def answer(case: Case) -> None:
        case.call_and_validate(headers={"Accept-Encoding": "identity"}, base_url="http://localhost")

    answer()
