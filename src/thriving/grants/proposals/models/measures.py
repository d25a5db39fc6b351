from __future__ import annotations

from django.db import models
from django.db.models import Q

from thriving.evidence.models import Measure
from thriving.grants.proposals.models.proposal import Proposal


class ChosenMeasure(models.Model):
    """By what the work is to be measured, and how far it is to come: by a shared measure, or their own."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="measures")
    position = models.PositiveSmallIntegerField()
    measure = models.ForeignKey(Measure, null=True, on_delete=models.PROTECT, related_name="+")
    own = models.CharField(max_length=200, blank=True)  # what is counted, where no measure counts it
    target = models.DecimalField(max_digits=15, decimal_places=3)
    note = models.CharField(max_length=300, blank=True)  # how it will be counted

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "position"], name="measures_of_a_proposal_are_numbered"
            ),
            models.UniqueConstraint(fields=["proposal", "measure"], name="a_measure_is_chosen_once"),
            models.CheckConstraint(
                condition=Q(measure__isnull=False, own="") | (Q(measure=None) & ~Q(own="")),
                name="a_measure_is_shared_or_their_own",
            ),
            models.CheckConstraint(condition=Q(target__gt=0), name="a_target_is_above_zero"),
        ]
