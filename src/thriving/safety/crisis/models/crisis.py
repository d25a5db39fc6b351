from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thriving.kernel.sealed import SealedField
from thriving.movement.models import Person
from thriving.safety.crisis.models.keyed import Keyed
from thriving.safety.crisis.severity import Said, Severity
from thriving.safety.crisis.states import CRISIS, HOLDS_ITS_NAME, LINKED, NAMED, REPORTED


class State(models.TextChoices):
    REPORTED = "reported", _("Reported")
    QUALIFYING = "qualifying", _("Being decided on")
    NOT_QUALIFYING = "not_qualifying", _("No crisis")
    QUALIFIED = "qualified", _("A crisis")
    ACTIVATED = "activated", _("Being answered")
    STABLE = "stable", _("Stable")
    MONITORING = "monitoring", _("Being watched")
    STOOD_DOWN = "stood_down", _("Stood down")
    REVIEW_DUE = "review_due", _("Review due")
    REVIEW_DRAFT = "review_draft", _("Review being written")
    IN_REVIEW = "in_review", _("Review handed in")
    REVIEWED = "reviewed", _("Reviewed")
    CLOSED = "closed", _("Closed")
    LINKED = "linked", _("Known already")


class Kind(models.TextChoices):
    BLACKOUT = "blackout", _("A site is blocked or slowed down")
    PERSECUTION = "persecution", _("Volunteers are persecuted")
    THREAT = "threat", _("Somebody is threatened")
    LEGAL = "legal", _("An order by a court, the police or a ministry")
    OTHER = "other", _("Something else")


class Affected(models.TextChoices):
    ONE = "one", _("One")
    SOME = "some", _("A few")
    MANY = "many", _("Many")
    UNSURE = "unsure", _("Not sure")


class Crisis(Keyed):
    """What somebody raised, and what was done about it. Of who raised it nothing is kept.

    ``severity`` follows from what was said until somebody decides; then it is what they decided.
    """

    kind = models.CharField(max_length=12, choices=Kind)
    danger = models.CharField(max_length=6, choices=Said)  # to life or liberty, now
    country = models.CharField(max_length=2, blank=True)
    affected = models.CharField(max_length=6, choices=Affected)
    told = SealedField()
    raised_at = models.DateTimeField(db_index=True)
    state = models.CharField(max_length=15, choices=State, default=REPORTED)
    severity = models.PositiveSmallIntegerField(choices=Severity)
    codename = models.CharField(_("Codename"), max_length=20, blank=True)
    duplicate_of = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="duplicates", verbose_name=_("Which one")
    )
    taken_up_by = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="crises_taken_up"
    )
    qualified_at = models.DateTimeField(null=True)
    activated_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)  # when the last clock of the answer was met, all in time
    counted_at = models.DateTimeField(null=True)  # since when plan and public count it: late, on purpose
    counts_since = models.DateTimeField(
        null=True
    )  # when it qualified; or was raised, where nobody settled it
    answer_counted_at = models.DateTimeField(null=True)  # the same of its answer
    stood_down_at = models.DateTimeField(null=True)
    sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["raised_at", "key"]
        indexes = [models.Index(fields=["state", "raised_at"], name="crises_by_state")]
        constraints = [
            CRISIS.constraint("a_crisis_is_in_a_state_of_its_lifecycle"),
            models.UniqueConstraint(
                fields=["codename"],
                condition=Q(state__in=HOLDS_ITS_NAME),
                name="no_two_crises_in_hand_are_called_alike",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=NAMED) | (~Q(codename="") & Q(qualified_at__isnull=False)),
                name="a_crisis_in_hand_qualified_and_has_a_codename",
            ),
            models.CheckConstraint(
                condition=Q(state=LINKED, duplicate_of__isnull=False)
                | (~Q(state=LINKED) & Q(duplicate_of=None)),
                name="what_is_known_already_says_as_what",
            ),
            models.CheckConstraint(
                condition=Q(severity__in=Severity.values), name="a_crisis_has_a_severity_that_there_is"
            ),
        ]

    def __str__(self) -> str:
        return self.codename or str(_("A report"))

    @property
    def first_raised_at(self) -> datetime:
        """By whichever report of it came first: linking an early one to a late one wins no time."""
        own = min((each.first_raised_at for each in self.duplicates.all()), default=self.raised_at)
        return min(own, self.raised_at)

    def parts_open(self) -> tuple[str, ...]:
        """Which parts nobody has now."""
        able = self.duties.filter(ended_at=None, person__is_active=True)
        held = set(able.values_list("part", flat=True))
        return tuple(part for part in Part.values if part not in held)


class Part(models.TextChoices):
    """What somebody does while a crisis is answered."""

    COMMANDER = "commander", _("Leads")
    DEPUTY = "deputy", _("Stands in")
    SCRIBE = "scribe", _("Keeps the record")


class Duty(Keyed):
    """Somebody's part in answering a crisis, from being named to being relieved."""

    crisis = models.ForeignKey(Crisis, on_delete=models.CASCADE, related_name="duties")
    part = models.CharField(max_length=10, choices=Part)
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="crisis_duties")
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    note = SealedField()  # what whoever goes tells whoever comes

    class Meta:
        ordering = ["begun_at", "key"]
        constraints = [
            models.UniqueConstraint(
                fields=["crisis", "part"],
                condition=Q(ended_at=None),
                name="one_person_has_a_part_in_a_crisis",
            ),
            models.UniqueConstraint(
                fields=["crisis", "person"],
                condition=Q(ended_at=None),
                name="nobody_has_two_parts_in_a_crisis",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=models.F("begun_at")),
                name="a_duty_ends_after_it_begins",
            ),
        ]
