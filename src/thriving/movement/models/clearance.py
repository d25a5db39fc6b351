from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q, QuerySet

from thriving.movement.models.person import Person


class Clearances(models.QuerySet["Clearance"]):
    def on(self, day: date) -> QuerySet[Clearance]:
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=day), checked_on__lte=day, expires_on__gt=day)


class Clearance(models.Model):
    """That an adult was checked, and may be with minors until a day. What the check found stays elsewhere."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="clearances")
    checked_by = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="clearances_given"
    )
    checked_on = models.DateField()
    expires_on = models.DateField()  # the first day without it
    course_on = models.DateField()  # on which they finished the course on the safety of young people
    ended_on = models.DateField(null=True, blank=True)  # taken back before it expired

    objects = Clearances.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(checked_by__isnull=True) | ~Q(checked_by=F("person")),
                name="nobody_clears_themselves",
            ),
            models.CheckConstraint(
                condition=Q(expires_on__gt=F("checked_on")), name="a_clearance_expires_after_its_check"
            ),
            models.CheckConstraint(
                condition=Q(course_on__lte=F("checked_on")), name="the_course_comes_before_the_clearance"
            ),
        ]
        indexes = [models.Index(fields=["person", "expires_on"], name="clearances_by_person")]

    def holds_on(self, day: date) -> bool:
        is_there = self.ended_on is None or day < self.ended_on
        return is_there and self.checked_on <= day < self.expires_on
