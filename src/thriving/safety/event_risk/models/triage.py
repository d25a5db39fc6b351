from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thriving.kernel.sealed import SealedField
from thriving.movement.models import new_key
from thriving.programs.events.models import Event
from thriving.safety.event_risk.questionnaire import NONE, Tier
from thriving.safety.event_risk.states.triage import PROPOSED, STANDS, TRIAGE


class TriageState(models.TextChoices):
    PROPOSED = "proposed", _("Waits for a second person")
    STANDS = "stands", _("It stands")
    DECLINED = "declined", _("Not agreed to")
    REPLACED = "replaced", _("Replaced by a newer one")


class Triage(models.Model):
    """Answers to a few questions, and the tier that they ask for.

    One that finds that no assessment is needed stands only once somebody else than who answered has agreed:
    the database refuses it otherwise.
    """

    key = models.CharField(primary_key=True, max_length=32, default=new_key, editable=False)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="risk_triages")
    number = models.PositiveSmallIntegerField()
    questionnaire = models.PositiveSmallIntegerField()  # its version
    answers = models.JSONField()  # by question: "yes", "unsure" or "no"
    tier = models.CharField(max_length=10, choices=Tier)
    material = models.CharField(max_length=64)  # fingerprint of the event as it was then
    state = models.CharField(max_length=10, choices=TriageState, default=PROPOSED)
    words = SealedField(blank=True)  # what whoever answered wants the second person to know
    answered_at = models.DateTimeField()
    answered_by = models.CharField(max_length=120)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=120, blank=True)
    reason = SealedField(blank=True)  # why somebody did not agree

    class Meta:
        ordering = ["event_id", "number"]
        constraints = [
            TRIAGE.constraint("a_triage_is_in_a_state_of_its_lifecycle"),
            models.UniqueConstraint(fields=["event", "number"], name="one_triage_by_number"),
            models.UniqueConstraint(
                fields=["event"], condition=Q(state=STANDS), name="one_triage_stands_at_a_time"
            ),
            models.UniqueConstraint(
                fields=["event"], condition=Q(state=PROPOSED), name="one_triage_waits_at_a_time"
            ),
            models.CheckConstraint(
                condition=~Q(tier=NONE, state=STANDS)
                | (~Q(decided_by="") & ~Q(decided_by=F("answered_by")) & Q(decided_at__isnull=False)),
                name="two_find_that_no_assessment_is_needed",
            ),
            models.CheckConstraint(condition=Q(tier__in=list(Tier)), name="a_triage_has_a_known_tier"),
        ]

    @property
    def asks_for_none(self) -> bool:
        return self.tier == NONE
