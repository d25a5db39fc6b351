"""Who fills the lake, and whose wikis everybody may read of."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from thriving.kernel.access import Scope, declare, lets_read, role
from thriving.movement.models import Wiki, WikiVisibility

EVALUATOR = "evaluator"


def _of_open_wikis(_person: Any) -> Q:
    """A wiki that only its members may read is no more open here, nor is one that nobody vouches for."""
    return Q(wiki__in=public_wikis().values("code")) | Q(sample=True)


def public_wikis() -> QuerySet[Wiki]:
    """Those that the reference lists today as open to everybody."""
    return Wiki.objects.filter(visibility=WikiVisibility.PUBLIC, gone_on=None)


declare(fill_lake=role(EVALUATOR), read_sign=role(EVALUATOR) | Scope(_of_open_wikis))
lets_read("read_sign")
