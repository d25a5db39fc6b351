from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thriving.grants.agreements.states import AGREEMENT, DRAFT, DROPPED
from thriving.grants.proposals.models import Proposal
from thriving.kernel import triggers
from thriving.kernel.money import AmountField, Money, currency_column
from thriving.movement.models import Person
from thriving.programs.campaigns.models import Campaign
from thriving.programs.events.models import Event
from thriving.programs.initiatives.models import Initiative


class AgreementState(models.TextChoices):
    DRAFT = "draft", _("In agreement")
    SIGNED = "signed", _("Signed")
    ACTIVE = "active", _("Running")
    SUSPENDED = "suspended", _("Suspended")
    CLOSING = "closing", _("Being closed")
    CLOSED = "closed", _("Finished")
    TERMINATED = "terminated", _("Ended before its time")
    RECOVERING = "recovering", _("Money to be paid back")
    DROPPED = "dropped", _("Given up")


class Agreement(models.Model):
    """What was granted, and the account of it: the row that whoever moves its money locks.

    The four amounts are changed by ``account`` alone. The database keeps them in order, whoever writes.
    """

    key = models.SlugField(max_length=60, unique=True)
    proposal = models.OneToOneField(Proposal, on_delete=models.PROTECT, related_name="agreement")
    officer = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="agreements_run")
    state = models.CharField(max_length=20, choices=AgreementState, default=AgreementState.DRAFT)
    currency = currency_column()
    award = AmountField(default=0)  # of the text that holds; nothing while none does
    planned = AmountField(default=0)  # in all tranches that are not canceled
    sent = AmountField(default=0)  # that has left and did not fail
    returned = AmountField(default=0)  # of what was sent
    to_return = AmountField(null=True)  # what is to be paid back, once the agreement was terminated
    begins_on = models.DateField(_("First day"), null=True)
    ends_on = models.DateField(_("Last day"), null=True)
    # Why it pays for nothing that has a page here; without it, it must name what it pays for.
    no_works = models.TextField(blank=True)
    no_works_by = models.CharField(max_length=32, blank=True)  # the key of who said so
    no_works_agreed_by = models.CharField(max_length=32, blank=True)  # and of who agreed
    no_works_agreed_at = models.DateTimeField(null=True)
    reason = models.TextField(_("Reason"), blank=True)  # of a suspension or an end
    changed_on = models.DateField()  # when it came into its state
    closed_on = models.DateField(_("Closed on"), null=True)
    sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            AGREEMENT.constraint("an_agreement_is_in_a_state_of_its_lifecycle"),
            models.CheckConstraint(
                condition=Q(begins_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("begins_on")),
                name="an_agreement_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(planned__gte=0, planned__lte=F("award")), name="no_more_is_planned_than_granted"
            ),
            models.CheckConstraint(
                condition=Q(sent__gte=0, sent__lte=F("planned")), name="no_more_is_sent_than_planned"
            ),
            models.CheckConstraint(
                condition=Q(returned__gte=0, returned__lte=F("sent")), name="no_more_returns_than_was_sent"
            ),
            models.CheckConstraint(
                condition=Q(to_return=None) | Q(to_return__gte=0, to_return__lte=F("sent")),
                name="no_more_is_asked_back_than_was_sent",
            ),
            models.CheckConstraint(
                condition=Q(state__in=(DRAFT, DROPPED)) | Q(award__gt=0),
                name="what_is_signed_grants_something",
            ),
            models.CheckConstraint(
                condition=Q(no_works_agreed_by="", no_works_agreed_at=None)
                | (
                    ~Q(no_works="")
                    & ~Q(no_works_agreed_by=F("no_works_by"))
                    & Q(no_works_agreed_at__isnull=False)
                ),
                name="nobody_agrees_alone_that_nothing_is_paid_for",
            ),
        ]
        indexes = [models.Index(fields=["state", "-id"], name="agreements_in_order")]

    def __str__(self) -> str:
        return self.key

    @property
    def granted(self) -> Money:
        return self.money("award")

    def money(self, amount: str) -> Money:
        """One of its amounts, by name, with the currency."""
        return Money(getattr(self, amount), self.currency)


class FundedWork(models.Model):
    """One event, campaign or initiative that the agreement pays for."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="works")
    event = models.ForeignKey(Event, null=True, on_delete=models.PROTECT, related_name="funded_by")
    campaign = models.ForeignKey(
        Campaign, null=True, on_delete=models.PROTECT, related_name="funded_by", db_index=False
    )
    initiative = models.ForeignKey(
        Initiative, null=True, on_delete=models.PROTECT, related_name="funded_by", db_index=False
    )
    added_on = models.DateField()
    added_by = models.CharField(max_length=120)

    class Meta:
        ordering = ["pk"]
        # Most works are events: an index with all their NULLs in it looks useless to whoever plans a query.
        indexes = [
            models.Index(fields=["campaign"], condition=Q(campaign__isnull=False), name="funded_campaigns"),
            models.Index(
                fields=["initiative"], condition=Q(initiative__isnull=False), name="funded_initiatives"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(event__isnull=False, campaign=None, initiative=None)
                    | Q(event=None, campaign__isnull=False, initiative=None)
                    | Q(event=None, campaign=None, initiative__isnull=False)
                ),
                name="funded_work_is_one_thing",
            ),
            *(
                models.UniqueConstraint(fields=["agreement", sort], name=f"an_agreement_names_{name}_once")
                for sort, name in (
                    ("event", "an_event"),
                    ("campaign", "a_campaign"),
                    ("initiative", "an_initiative"),
                )
            ),
        ]

    def __str__(self) -> str:
        return str(self.work)

    @property
    def work(self) -> Event | Campaign | Initiative:
        return self.event or self.campaign or self.initiative  # type: ignore[return-value] # the database: one is there


class CoveredEvent(models.Model):
    """That an agreement paid for an event once: it does for ever, whatever the event leaves since."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="covered")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="covered_by")
    since = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "event"], name="an_agreement_covers_an_event_once")
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id}/{self.event_id}"


triggers.guard("agreements_coveredevent")
