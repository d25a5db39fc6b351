"""A page that stands open in a window of its own."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.test import Client

OVERTAKEN = "has changed since you opened this page"


def opened(client: Client, address: str) -> dict[str, Any]:
    """What its form would send, were it sent as it is shown."""
    shown = {bound.name: bound.value() for bound in client.get(address).context["form"]}
    return {name: value for name, value in shown.items() if value is not None}


def sent(client: Client, address: str, window: dict[str, Any], **written: Any) -> HttpResponse:
    answer: HttpResponse = client.post(address, {**window, **written})
    return answer
