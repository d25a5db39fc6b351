"""`/health`: for whatever watches the machine. 200 when all is well, 503 and what is not otherwise."""

from __future__ import annotations

import logging

from django.db import Error, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from thriving.kernel import schedule

log = logging.getLogger(__name__)


@require_safe
@never_cache
def health(_request: HttpRequest) -> JsonResponse:
    found = {"database": _database(), "worker": _worker()}
    well = all(state == "ok" for state in found.values())
    return JsonResponse(found, status=200 if well else 503)


def _database() -> str:
    try:
        connection.ensure_connection()
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return "unreachable"
    return "ok"


def _worker() -> str:
    try:
        return "late" if schedule.late() else "ok"
    except Error:
        return "unknown"
