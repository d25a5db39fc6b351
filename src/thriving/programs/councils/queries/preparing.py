"""What a council that is being prepared serves: a key result, whose steps the plan names."""

from __future__ import annotations

from typing import Any

from thriving.kernel import access
from thriving.kernel.words import Words
from thriving.plan.models import KeyResult
from thriving.programs.councils.models import Council
from thriving.programs.councils.states.council import PREPARING
from thriving.programs.milestones import planned
from thriving.programs.milestones.queries import Course, course


def key_results_led(person: Any) -> dict[str, Words]:
    """Those whose preparation a plan names as steps under their own key, and which the person leads."""
    named = planned.by_milestone()
    own = {key: each.key_result_title for key, each in named.items() if each.key_result == key}
    led = access.within(person, "check_in", KeyResult.objects.filter(key__in=own))
    kept = set(led.order_by().values_list("key", flat=True))
    return {key: title for key, title in own.items() if key in kept}


def prepared(reader: Any, council: Council) -> Course | None:
    """The steps of its preparation, as long as it is being prepared."""
    return course(reader, council.serves) if council.serves and council.state == PREPARING else None
