from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thriving.kernel.words import WordsField
from thriving.movement.models import Person
from thriving.programs.partnerships.models.partner import Partner
from thriving.programs.partnerships.states import PARTNERSHIP, RENEWAL, RENEWAL_AGREED, RENEWAL_PROPOSED


class PartnershipState(models.TextChoices):
    CONTACT = "contact", _("First contact")
    TALKS = "talks", _("In talks")
    DRAFTED = "drafted", _("Agreement drafted")
    READY = "ready", _("Ready to be signed")
    SIGNED = "signed", _("Signed")
    ACTIVE = "active", _("In force")
    RENEWAL_DUE = "renewal_due", _("To be renewed or ended")
    RENEWED = "renewed", _("Renewed")
    ENDED = "ended", _("Ended")


class Side(models.TextChoices):
    OURS = "ours", _("Our side")
    THEIRS = "theirs", _("The partner’s side")


class Partnership(models.Model):
    key = models.SlugField(max_length=60, unique=True)
    title = WordsField()
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="partnerships")
    our_name = models.CharField(max_length=150)  # who signs on our side
    lead = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="partnerships")
    public = models.BooleanField(default=False)  # whether everybody may read of it
    state = models.CharField(max_length=20, choices=PartnershipState, default=PartnershipState.CONTACT)
    begins_on = models.DateField(_("First day"), null=True)
    ends_on = models.DateField(_("Last day"), null=True)
    remind_days = models.PositiveSmallIntegerField(default=90)  # before the last day
    reason = models.TextField(_("Reason"), blank=True)  # why it ended
    changed_on = models.DateField()  # when it came into its state
    sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            PARTNERSHIP.constraint("a_partnership_is_in_a_state_of_its_lifecycle"),
            models.CheckConstraint(
                condition=Q(begins_on=None) | Q(ends_on=None) | Q(ends_on__gte=models.F("begins_on")),
                name="a_partnership_ends_after_it_begins",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "ends_on"], name="partnerships_by_end"),
            models.Index(fields=["public", "-id"], name="partnerships_in_order"),
        ]

    def __str__(self) -> str:
        return str(self.title) or self.key


class Interest(models.Model):
    """What one side wants, in its own words."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="interests")
    side = models.CharField(max_length=10, choices=Side)
    words = models.TextField()
    language = models.CharField(max_length=35, default="en")
    stated_on = models.DateField()
    recorded_by = models.CharField(max_length=120)

    class Meta:
        ordering = ["side"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "side"], name="a_side_states_its_interests_once"),
            models.CheckConstraint(condition=Q(side__in=list(Side)), name="interests_are_of_a_known_side"),
        ]


class RenewalState(models.TextChoices):
    PROPOSED = "proposed", _("Proposed")
    AGREED = "agreed", _("Agreed by both sides")
    DROPPED = "dropped", _("Dropped")


class Renewal(models.Model):
    """One side proposes another last day; it holds once somebody signs for the other side that it does."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="renewals")
    side = models.CharField(max_length=10, choices=Side)  # that proposes it
    until = models.DateField()
    state = models.CharField(max_length=10, choices=RenewalState, default=RenewalState.PROPOSED)
    # For an institution somebody of ours writes down what it said: in which letter, and who of them.
    ground = models.TextField(blank=True)
    proposed_on = models.DateField()
    proposed_by = models.CharField(max_length=120)
    agreed_on = models.DateField(null=True)
    agreed_by = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            RENEWAL.constraint("a_renewal_is_in_a_state_of_its_lifecycle"),
            models.UniqueConstraint(
                fields=["partnership"],
                condition=Q(state=RENEWAL_PROPOSED),
                name="one_renewal_is_proposed_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=RENEWAL_AGREED)
                | (Q(agreed_on__isnull=False) & ~Q(agreed_by="") & ~Q(agreed_by=models.F("proposed_by"))),
                name="nobody_renews_for_both_sides",
            ),
            models.CheckConstraint(condition=Q(side__in=list(Side)), name="a_renewal_is_of_a_known_side"),
        ]

    def __str__(self) -> str:
        return f"{self.partnership_id} {self.until}"

    @property
    def other_side(self) -> Side:
        return Side.THEIRS if self.side == Side.OURS else Side.OURS
