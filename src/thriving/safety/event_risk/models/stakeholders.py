from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thriving.movement.models import Person
from thriving.programs.events.models import Event
from thriving.safety.event_risk.stakeholding import PARTS, Employer, How


class Stakeholder(models.Model):
    """A role that matters to the safety of an event: who has it, and whether, how and when they took part.

    A role stays in the register once it is there. It is let go of only where a signed-off triage finds that
    the event needs no protocol, and by two people.
    """

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="risk_stakeholders")
    role = models.SlugField(_("Role"), max_length=60)
    employer = models.CharField(_("Works for"), max_length=20, choices=Employer)
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="risk_roles"
    )
    required_at = models.DateTimeField()
    engaged_at = models.DateTimeField(null=True, blank=True)
    how = models.CharField(_("How"), max_length=10, choices=How, blank=True)
    engaged_by = models.CharField(max_length=120, blank=True)  # whose word it is: a person's key
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.CharField(max_length=120, blank=True)
    confirmed_by = models.CharField(max_length=120, blank=True)  # the second who says that it is not needed

    class Meta:
        ordering = ["event_id", "pk"]
        indexes = [
            models.Index(
                fields=["employer", "required_at", "id"],
                condition=Q(engaged_at=None, released_at=None),
                name="who_has_not_taken_part",
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["event", "role"], name="a_role_is_in_a_register_once"),
            models.CheckConstraint(
                condition=Q(engaged_at=None, how="", engaged_by="")
                | (Q(engaged_at__isnull=False, how__in=list(How)) & ~Q(engaged_by="")),
                name="who_took_part_says_how_and_by_whose_word",
            ),
            models.CheckConstraint(
                condition=Q(released_at=None, released_by="", confirmed_by="")
                | (
                    Q(released_at__isnull=False)
                    & ~Q(released_by="")
                    & ~Q(confirmed_by="")
                    & ~Q(confirmed_by=F("released_by"))
                ),
                name="two_let_a_role_go",
            ),
            models.CheckConstraint(
                condition=Q(employer__in=list(Employer)), name="a_role_works_for_somebody_known"
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def title(self) -> str | Promise:
        part = PARTS.get(self.role)
        return part.title if part else self.role

    @property
    def is_of_foundation(self) -> bool:
        return self.employer == Employer.FOUNDATION
