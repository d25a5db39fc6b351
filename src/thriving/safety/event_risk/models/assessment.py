from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thriving.kernel.sealed import SealedField
from thriving.movement.models import Person, new_key
from thriving.programs.events.models import Event
from thriving.safety.event_risk.matrix import EXTREME, MATRICES, NEWEST, Domain, Level, Matrix
from thriving.safety.event_risk.questionnaire import Tier
from thriving.safety.event_risk.states.assessment import ASSESSMENT, HELD, REQUIRED, STALE


class AssessmentState(models.TextChoices):
    REQUIRED = "required", _("Needed, not begun")
    NOT_REQUIRED = "not_required", _("Not needed: two people signed it")
    DRAFT = "draft", _("Being written")
    SUBMITTED = "submitted", _("Handed in for review")
    IN_REVIEW = "in_review", _("In review")
    CHANGES_REQUESTED = "changes_requested", _("Changes are asked for")
    ESCALATED = "escalated", _("With an authority on risks")
    REJECTED = "rejected", _("Rejected")
    ACCEPTED = "accepted", _("Accepted")
    ACCEPTED_CONDITIONAL = "accepted_conditional", _("Accepted on conditions")
    STALE = "stale", _("No longer holds")
    DEBRIEFED = "debriefed", _("Looked back upon")


class Stale(models.TextChoices):
    MATERIAL = "material", _("The event has changed: its place, its dates, its size or its country.")
    ALERT = "alert", _("There is a new alert for the country.")
    AGE = "age", _("It is too old.")
    INCIDENT = "incident", _("Something serious has happened.")
    TRIAGE = "triage", _("A newer triage asks to look more carefully.")
    CONFLICT = "conflict", _("Whoever accepted it is on the side of the event: somebody else judges it.")


class Assessment(models.Model):
    """A version of it: what could happen at an event, what is done about it, and who accepted the rest.

    ``material`` is the fingerprint of the event as it was handed in, ``parts`` that of each part of it.
    ``residual`` and ``life_or_liberty`` are levels from 1 to 4, written when it is handed in; ``limit`` is
    the greatest level that whoever accepted it may accept.
    """

    key = models.CharField(primary_key=True, max_length=32, default=new_key, editable=False)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="risk_assessments")
    number = models.PositiveSmallIntegerField()  # of the version
    tier = models.CharField(max_length=10, choices=Tier, blank=True)
    state = models.CharField(max_length=20, choices=AssessmentState, default=REQUIRED)
    matrix_version = models.PositiveSmallIntegerField(default=NEWEST)
    context = SealedField(_("What matters of the place"), blank=True)
    nothing_found = models.JSONField(default=list, blank=True)  # domains that were looked at, with no risk
    material = models.CharField(_("Fingerprint"), max_length=64, blank=True)
    parts = models.JSONField(default=dict, blank=True)
    inherent = models.PositiveSmallIntegerField(choices=Level, default=0)
    residual = models.PositiveSmallIntegerField(choices=Level, default=0)
    life_or_liberty = models.PositiveSmallIntegerField(choices=Level, default=0)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.CharField(max_length=120, blank=True)
    reviewer = models.ForeignKey(
        Person,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="risk_reviews",
        verbose_name=_("Reviewer"),
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(_("Who decides"), max_length=120, blank=True)
    limit = models.PositiveSmallIntegerField(choices=Level, default=0)
    valid_until = models.DateTimeField(_("Until when it holds"), null=True, blank=True)
    stale_why = models.CharField(_("Why it no longer holds"), max_length=10, choices=Stale, blank=True)
    stale_at = models.DateTimeField(null=True, blank=True)
    begun_at = models.DateTimeField()
    sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["event_id", "number"]
        constraints = [
            ASSESSMENT.constraint("an_assessment_is_in_a_state_of_its_lifecycle"),
            models.UniqueConstraint(fields=["event", "number"], name="one_assessment_by_event_and_version"),
            models.CheckConstraint(
                condition=~Q(state__in=HELD)
                | (
                    ~Q(material="")
                    & ~Q(decided_by="")
                    & ~Q(submitted_by="")
                    & ~Q(decided_by=F("submitted_by"))
                    & Q(valid_until__isnull=False, residual__gte=1, residual__lte=F("limit"))
                ),
                name="what_holds_was_accepted_by_somebody_else_who_may",
            ),
            models.CheckConstraint(
                condition=Q(limit__lt=EXTREME), name="an_extreme_risk_is_accepted_by_nobody"
            ),
            models.CheckConstraint(
                condition=Q(life_or_liberty__lte=F("residual"), residual__lte=F("inherent")),
                name="what_remains_is_no_more_than_there_was",
            ),
            models.CheckConstraint(
                condition=~Q(state=STALE) | Q(stale_why__in=list(Stale)), name="what_is_stale_says_why"
            ),
        ]
        indexes = [models.Index(fields=["state", "valid_until"], name="assessments_by_state")]

    def __str__(self) -> str:
        return f"{self.event_id}/{self.number}"

    @property
    def matrix(self) -> Matrix:
        return MATRICES[self.matrix_version]

    @property
    def holds(self) -> bool:
        return self.state in HELD


class Risk(models.Model):
    """Something that could happen, in one domain. ``residual_…``: once everything that is planned is done."""

    key = models.CharField(primary_key=True, max_length=32, default=new_key, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="risks")
    domain = models.CharField(max_length=20, choices=Domain)
    threat = SealedField()
    vulnerability = SealedField(blank=True)
    capacity = SealedField(blank=True)
    likelihood = models.PositiveSmallIntegerField()
    consequence = models.PositiveSmallIntegerField()
    residual_likelihood = models.PositiveSmallIntegerField()
    residual_consequence = models.PositiveSmallIntegerField()
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=120)

    class Meta:
        ordering = ["written_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(domain__in=list(Domain)), name="a_risk_has_a_known_domain"),
            models.CheckConstraint(
                condition=Q(
                    likelihood__range=(1, 5),
                    consequence__range=(1, 5),
                    residual_likelihood__gte=1,
                    residual_consequence__gte=1,
                    residual_likelihood__lte=F("likelihood"),
                    residual_consequence__lte=F("consequence"),
                ),
                name="a_risk_stands_in_its_table",
            ),
            models.CheckConstraint(condition=~Q(threat=""), name="a_risk_says_what_could_happen"),
        ]

    @property
    def level(self) -> int:
        return self.assessment.matrix.level(self.domain, self.likelihood, self.consequence)

    @property
    def residual(self) -> int:
        matrix = self.assessment.matrix
        return matrix.level(self.domain, self.residual_likelihood, self.residual_consequence)

    @property
    def is_lessened(self) -> bool:
        before, after = (
            (self.likelihood, self.consequence),
            (self.residual_likelihood, self.residual_consequence),
        )
        return before != after


class Verdict(models.TextChoices):
    CHANGES = "changes", _("Changes are asked for")
    ESCALATED = "escalated", _("Passed to an authority on risks")
    REJECTED = "rejected", _("Rejected")
    ACCEPTED = "accepted", _("Accepted")
    CONDITIONAL = "conditional", _("Accepted on conditions")


class Decision(models.Model):
    """What a reviewer decided of a version, and why. The reason is sealed."""

    key = models.CharField(primary_key=True, max_length=32, default=new_key, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="decisions")
    verdict = models.CharField(max_length=12, choices=Verdict)
    reason = SealedField(blank=True)
    residual = models.PositiveSmallIntegerField(choices=Level)
    decided_at = models.DateTimeField()
    decided_by = models.CharField(max_length=120)

    class Meta:
        ordering = ["decided_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict=Verdict.ACCEPTED) | ~Q(reason=""), name="what_is_not_accepted_says_why"
            ),
        ]
