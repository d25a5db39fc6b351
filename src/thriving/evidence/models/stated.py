from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thriving.evidence.models.measure import Measure
from thriving.evidence.states import STATED_VALUE
from thriving.kernel import triggers


class StatedValue(models.Model):
    """A number typed by a person, with a proof, waiting for (or confirmed by) a second person."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("waiting for a second person")
        CONFIRMED = "confirmed", _("confirmed")
        DECLINED = "declined", _("declined")
        RETRACTED = "retracted", _("withdrawn")

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT)
    occurred_on = models.DateField()
    value = models.DecimalField(max_digits=20, decimal_places=6)
    proof_url = models.CharField(max_length=500, blank=True)
    proof_file = models.CharField(max_length=200, blank=True)  # kept privately; opened by those who decide
    proof_note = models.TextField(blank=True)
    state = models.CharField(max_length=20, choices=State.choices, default=State.PROPOSED)
    proposed_by = models.CharField(max_length=32)
    decided_by = models.CharField(max_length=32, blank=True)
    decided_at = models.DateTimeField(null=True)
    decision_note = models.TextField(blank=True)
    created_at = models.DateTimeField()
    sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            STATED_VALUE.constraint("stated_value_in_a_known_state"),
            models.CheckConstraint(
                condition=~Q(proof_url="", proof_file=""), name="stated_value_has_a_proof"
            ),
            models.CheckConstraint(
                condition=Q(decided_by="") | ~Q(decided_by=F("proposed_by")),
                name="stated_value_is_decided_by_a_second_person",
            ),
        ]


triggers.guard("evidence_statedvalue", move=("state", "decided_by", "decided_at", "decision_note"))
