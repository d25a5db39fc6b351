from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache, reduce
from operator import or_
from typing import Any

from django.db import models
from django.db.models import BooleanField, Expression, ExpressionWrapper, F, Q, Value

from thriving.kernel import clock
from thriving.movement import roles
from thriving.movement.models.person import Person


class Holdings(models.QuerySet["RoleHolding"]):
    def with_what_waits(self) -> Holdings:
        """Each knows whether something must come first; in the same query."""
        return self.annotate(must_wait=_any_of(*roles.waits.values()))


@cache
def _any_of(*reasons: Callable[[], Any]) -> Expression:
    """Whether one of them holds. Put together once: every page asks it of whoever reads."""
    if not reasons:
        return Value(False, BooleanField())  # noqa: FBT003 -- SQL's own
    return ExpressionWrapper(reduce(or_, (Q(reason()) for reason in reasons)), BooleanField())


class RoleHolding(models.Model):
    """A person's role, over the whole movement (empty scope) or a part of it, for a time."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="holdings")
    role = models.CharField(max_length=60)
    scope = models.CharField(max_length=180, blank=True)  # "" or a part of the movement, see `scopes`
    begins_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)  # the first day without it
    granted_by = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="grants_of_roles"
    )
    objects = Holdings.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("begins_on")),
                name="a_role_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(granted_by__isnull=True) | ~Q(granted_by=F("person")),
                name="nobody_grants_a_role_to_themselves",
            ),
        ]
        indexes = [
            models.Index(fields=["role", "scope", "begins_on"], name="holdings_by_role"),
            models.Index(fields=["ends_on"], name="holdings_by_end"),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.role} {self.scope}".strip()

    @property
    def is_over(self) -> bool:
        return self.ends_on is not None and self.ends_on <= clock.today()

    @property
    def waits(self) -> bool:
        """Of those that `with_what_waits` has read; of others nobody could say."""
        return bool(vars(self)["must_wait"])

    def held_on(self, day: date) -> bool:
        return self.begins_on <= day and (self.ends_on is None or day < self.ends_on)
