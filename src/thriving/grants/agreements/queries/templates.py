from __future__ import annotations

from django.db.models import Max, QuerySet

from thriving.grants.agreements.models import Template


def templates_in_use() -> QuerySet[Template]:
    """The newest version of each that was not retired."""
    newest = Template.objects.order_by().values("key").annotate(last=Max("pk")).values("last")
    return Template.objects.filter(pk__in=newest, retired_on=None)


def versions_of(key: str) -> QuerySet[Template]:
    return Template.objects.filter(key=key)
