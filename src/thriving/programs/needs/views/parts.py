"""Lists in parts, and how a twin says that it does not hold all."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse


def ways_on(page: Page[Any]) -> dict[str, int | None]:
    following = page.next_page_number() if page.has_next() else None
    return {"rows_in_all": page.paginator.count, "next": following}


def with_way_on(response: HttpResponse, request: HttpRequest, page: Page[Any]) -> HttpResponse:
    """A table has no place to say it but its header: the address of the next part, as RFC 8288 writes it."""
    if page.has_next():
        asked = request.GET.copy()
        asked["page"] = str(page.next_page_number())
        response["Link"] = f'<{request.path}?{asked.urlencode()}>; rel="next"'
    return response
