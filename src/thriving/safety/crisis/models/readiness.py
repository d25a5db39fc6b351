from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thriving.kernel.sealed import SealedField
from thriving.movement.models import Person
from thriving.safety.crisis.models.keyed import Keyed
from thriving.safety.crisis.models.playbooks import Playbook


class Layer(models.TextChoices):
    """Who is told first, and who when the first does not answer."""

    FIRST = "first", _("First")
    BACKUP = "backup", _("Backup")


class Shift(models.Model):
    """Somebody is on call from one moment to another, in UTC."""

    layer = models.CharField(max_length=6, choices=Layer)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="crisis_shifts")
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField(db_index=True)
    is_override = models.BooleanField(default=False)
    sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["begins_at", "layer", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("begins_at")), name="a_shift_ends_after_it_begins"
            )
        ]


class Drill(Keyed):
    """The protocol was tried as if there were a crisis. It counts once another person has said so too."""

    held_on = models.DateField()
    playbook = models.ForeignKey(Playbook, on_delete=models.PROTECT, related_name="drills")
    passed = models.BooleanField()
    learned = SealedField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="crisis_drills"
    )
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["-held_on", "-recorded_at", "key"]
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("recorded_by")),
                name="nobody_confirms_their_own_drill",
            )
        ]
