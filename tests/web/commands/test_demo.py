"""The demo knows at which address it is."""

from __future__ import annotations

from typing import Any

from thriving.kernel import outbox
from thriving.web.commands import demo


def test_links_to_be_passed_on_lead_to_where_the_demo_is(settings: Any) -> None:
    settings.SITE = "http://localhost:8000"
    demo.lead_to("127.0.0.1", 8713)
    assert outbox.address_of("plan:plan", "a-plan").startswith("http://127.0.0.1:8713/plan/")
