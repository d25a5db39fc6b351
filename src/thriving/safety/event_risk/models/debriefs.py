from __future__ import annotations

from django.db import models

from thriving.kernel.sealed import SealedField
from thriving.movement.models import new_key
from thriving.programs.events.models import Event


class Debrief(models.Model):
    """What was learned of the risks once the event was over; ``levels`` say each of them anew.

    ``levels`` holds for each domain the likelihood and the consequence as they turned out, from 1 to 5.
    """

    key = models.CharField(primary_key=True, max_length=32, default=new_key, editable=False)
    event = models.OneToOneField(Event, on_delete=models.PROTECT, related_name="risk_debrief")
    worked = SealedField()
    change = SealedField()
    levels = models.JSONField(default=dict)
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=120)
