"""Who fills the lake, and whose wikis everybody may read of."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from thriving.kernel.access import Scope, declare, role
from thriving.movement.models import Wiki, WikiVisibility

EVALUATOR = "evaluator"


def _of_public_wikis(_person: Any) -> Q:
    """A wiki that only its members may read is no more open here."""
    private = Wiki.objects.filter(visibility=WikiVisibility.PRIVATE).values("code")
    return ~Q(wiki__in=private)


declare(fill_lake=role(EVALUATOR), read_sign=role(EVALUATOR) | Scope(_of_public_wikis))
