from __future__ import annotations

from django.db import models

from thriving.evidence.models.measure import Measure


class StatedValue(models.Model):
    """A number typed by a person, with a proof, waiting for (or confirmed by) a second person."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT)
    occurred_on = models.DateField()
    value = models.DecimalField(max_digits=20, decimal_places=6)
    proof_url = models.CharField(max_length=500, blank=True)
    proof_note = models.TextField(blank=True)
    state = models.CharField(max_length=20, default="proposed")
    proposed_by = models.CharField(max_length=32)
    decided_by = models.CharField(max_length=32, blank=True)
    created_at = models.DateTimeField()
