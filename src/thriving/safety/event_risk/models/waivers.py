from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thriving.kernel.sealed import SealedField
from thriving.movement.models import new_key
from thriving.programs.events.models import Event
from thriving.safety.event_risk.matrix import EXTREME, Level
from thriving.safety.event_risk.questionnaire import NONE, Tier
from thriving.safety.event_risk.states.waivers import ASKED, GRANTED, WAIVER


class WaiverState(models.TextChoices):
    ASKED = "asked", _("Asked for, a second person decides")
    GRANTED = "granted", _("Granted")
    DECLINED = "declined", _("Declined")
    ENDED = "ended", _("Ended early")


class Waiver(models.Model):
    """That one condition of the gate need not be met for a time: by two people who may, with a reason.

    It holds for the event as it was then: ``material`` is the fingerprint of what mattered, and ``tier`` how
    carefully one looked. It cannot stand beside an extreme risk to life or liberty: ``life_or_liberty`` is
    that risk as it was when it was granted, and the database refuses the worst.
    """

    key = models.CharField(primary_key=True, max_length=32, default=new_key, editable=False)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="risk_waivers")
    condition = models.CharField(max_length=20)  # which of the gate's
    reason = SealedField()
    material = models.CharField(max_length=64)
    tier = models.CharField(max_length=10, choices=Tier, default=NONE)
    life_or_liberty = models.PositiveSmallIntegerField(choices=Level)  # what remains of it
    state = models.CharField(max_length=10, choices=WaiverState, default=ASKED)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=120)
    ends_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["-asked_at", "pk"]
        constraints = [
            WAIVER.constraint("a_waiver_is_in_a_state_of_its_lifecycle"),
            models.CheckConstraint(
                condition=Q(life_or_liberty__gte=1, life_or_liberty__lt=EXTREME),
                name="extreme_risk_to_life_or_liberty_is_never_waived",
            ),
            models.CheckConstraint(
                condition=~Q(state=GRANTED) | (~Q(decided_by="") & ~Q(decided_by=F("asked_by"))),
                name="two_people_grant_a_waiver",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="a_waiver_has_a_reason"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("asked_at")), name="a_waiver_ends_after_it_is_asked_for"
            ),
            models.UniqueConstraint(
                fields=["event", "condition"], condition=Q(state=ASKED), name="a_waiver_is_asked_for_once"
            ),
        ]

    def __str__(self) -> str:
        return self.condition
