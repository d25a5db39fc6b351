from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thriving.kernel.sealed import SealedField
from thriving.movement.models import Person, new_key
from thriving.safety.event_risk.models.assessment import Assessment, Risk
from thriving.safety.event_risk.states.measures import MITIGATION, OPEN, PLANNED, PROVISO, VERIFIED


class Effect(models.TextChoices):
    LIKELIHOOD = "likelihood", _("Makes it less likely")
    CONSEQUENCE = "consequence", _("Makes it less bad")
    BOTH = "both", _("Makes it less likely and less bad")


class MitigationState(models.TextChoices):
    PLANNED = "planned", _("Planned")
    DONE = "done", _("Done, waits to be confirmed")
    VERIFIED = "verified", _("Done and confirmed")
    DROPPED = "dropped", _("Dropped")


class ProvisoState(models.TextChoices):
    OPEN = "open", _("Not met yet")
    MET = "met", _("Met, waits to be confirmed")
    VERIFIED = "verified", _("Met and confirmed")


class Mitigation(models.Model):
    """What is done against a risk: by whom, by when, with what effect, and what shows that it was done."""

    key = models.CharField(primary_key=True, max_length=32, default=new_key, editable=False)
    risk = models.ForeignKey(Risk, on_delete=models.CASCADE, related_name="mitigations")
    words = SealedField()
    effect = models.CharField(max_length=12, choices=Effect)
    owner = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="risk_mitigations"
    )
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=MitigationState, default=PLANNED)
    evidence = SealedField(blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.CharField(_("Who says so"), max_length=120, blank=True)
    verified_at = models.DateTimeField(null=True, blank=True)
    verified_by = models.CharField(_("Who confirms it"), max_length=120, blank=True)

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            MITIGATION.constraint("a_mitigation_is_in_a_state_of_its_lifecycle"),
            models.CheckConstraint(
                condition=~Q(state=VERIFIED)
                | (~Q(done_by="") & ~Q(verified_by="") & ~Q(verified_by=F("done_by"))),
                name="nobody_confirms_a_mitigation_of_their_own",
            ),
            models.CheckConstraint(condition=Q(effect__in=list(Effect)), name="a_mitigation_has_an_effect"),
            models.CheckConstraint(condition=~Q(words=""), name="a_mitigation_says_what_is_done"),
        ]


class Proviso(models.Model):
    """A condition on which an assessment is accepted. Money waits until somebody else has confirmed it."""

    key = models.CharField(primary_key=True, max_length=32, default=new_key, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="provisos")
    number = models.PositiveSmallIntegerField()
    words = SealedField()
    owner = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="risk_provisos"
    )
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=ProvisoState, default=OPEN)
    evidence = SealedField(blank=True)
    met_at = models.DateTimeField(null=True, blank=True)
    met_by = models.CharField(_("Who says so"), max_length=120, blank=True)
    verified_at = models.DateTimeField(null=True, blank=True)
    verified_by = models.CharField(_("Who confirms it"), max_length=120, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            PROVISO.constraint("a_proviso_is_in_a_state_of_its_lifecycle"),
            models.UniqueConstraint(fields=["assessment", "number"], name="one_proviso_by_number"),
            models.CheckConstraint(
                condition=~Q(state=VERIFIED)
                | (~Q(met_by="") & ~Q(verified_by="") & ~Q(verified_by=F("met_by"))),
                name="nobody_confirms_a_condition_of_their_own",
            ),
            models.CheckConstraint(condition=~Q(words=""), name="a_proviso_says_what_must_be_true"),
        ]

    @property
    def is_verified(self) -> bool:
        return self.state == VERIFIED
