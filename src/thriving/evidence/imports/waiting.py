from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from thriving.evidence.models import Batch
from thriving.kernel import access


def waiting_for(person: Any) -> QuerySet[Batch]:
    """The imports that are checked and not decided on, oldest first, for whoever may decide."""
    if not access.holds(person, "import_records"):
        return Batch.objects.none()
    return Batch.objects.filter(state=Batch.State.CHECKED).order_by("pk")
