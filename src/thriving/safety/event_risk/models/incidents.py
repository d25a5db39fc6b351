from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thriving.kernel.sealed import SealedField
from thriving.movement.models import new_key
from thriving.programs.events.models import Event


class Severity(models.TextChoices):
    """In the words of those who keep events safe."""

    MINOR = "minor", _("Minor: somebody was careless or unkind")
    MAJOR = "major", _("Major: harassment, threats, or not stopping when asked")
    BANNED = "banned", _("Somebody came who is banned from events")
    CRITICAL = "critical", _("Critical: somebody was hurt, or in danger")


SERIOUS = (Severity.MAJOR, Severity.CRITICAL)


class Incident(models.Model):
    """Something that happened at an event, or around it: what, and what was done. Both are sealed."""

    key = models.CharField(primary_key=True, max_length=32, default=new_key, editable=False)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="risk_incidents")
    severity = models.CharField(max_length=10, choices=Severity)
    happened_at = models.DateTimeField()
    what = SealedField()
    done = SealedField(blank=True)
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=120)

    class Meta:
        ordering = ["-happened_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(severity__in=list(Severity)), name="an_incident_has_a_known_severity"
            ),
            models.CheckConstraint(condition=~Q(what=""), name="an_incident_says_what"),
        ]

    @property
    def is_serious(self) -> bool:
        return self.severity in SERIOUS
