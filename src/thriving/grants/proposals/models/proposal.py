from __future__ import annotations

import secrets
from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thriving.grants.funds.models import ApplicantKind, ExchangeRate, Round
from thriving.grants.proposals.states import (
    DECLINED,
    DEFERRED,
    DRAFT,
    GRANTED,
    INELIGIBLE,
    PROPOSAL,
    PUBLIC_WORDS,
    WITHDRAWN,
)
from thriving.kernel.money import AmountField, Money, currency_column
from thriving.kernel.words import WordsField
from thriving.movement.models import Affiliate, Person
from thriving.questions.models import Version


def new_key() -> str:
    """Short enough to be read out, and not to be guessed."""
    return secrets.token_hex(6)


class ProposalState(models.TextChoices):
    """The step as those who work on it call it; `states.PUBLIC_WORDS` has what everybody is told."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Handed in")
    SCREENING = "screening", _("Being screened")
    INFO_REQUESTED = "info_requested", _("Waits for the applicants")
    IN_REVIEW = "in_review", _("In review")
    DELIBERATION = "deliberation", _("In deliberation")
    DECISION_RECORDED = "decision_recorded", _("Decision recorded")
    APPROVED = "approved", _("Approved")
    APPROVED_CONDITIONAL = "approved_conditional", _("Approved with conditions")
    DECLINED = "declined", _("Declined")
    DEFERRED = "deferred", _("Deferred")
    INELIGIBLE = "ineligible", _("Not eligible")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Proposal(models.Model):
    """What somebody wants to do with the money of a round. Handed in, it stays as it is."""

    key = models.SlugField(max_length=60, unique=True, default=new_key)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="proposals")
    state = models.CharField(max_length=20, choices=ProposalState, default=ProposalState.DRAFT)
    title = WordsField(verbose_name=_("Title"))  # in the language in which it is written
    summary = WordsField(verbose_name=_("What it is about"))
    language = models.CharField(max_length=35, default="en")
    applicant = models.ForeignKey(  # who began it, and answers for it
        Person, null=True, on_delete=models.SET_NULL, related_name="proposals"
    )
    applicant_kind = models.CharField(max_length=20, choices=ApplicantKind, blank=True)
    affiliate = models.ForeignKey(
        Affiliate, null=True, blank=True, on_delete=models.PROTECT, related_name="proposals"
    )
    organization = models.CharField(max_length=200, blank=True)  # where it is none of the affiliates
    country = models.CharField(max_length=2, blank=True)  # of the work; empty: of more than one
    region = models.SlugField(_("Region"), max_length=80, blank=True)  # by the scheme of the round
    begins_on = models.DateField(_("First day"), null=True)
    ends_on = models.DateField(_("Last day"), null=True)
    priority = models.CharField(max_length=170, blank=True)  # "plan/priority" that it serves
    # For their safety its people want it read by nobody but those who work on it.
    hidden = models.BooleanField(default=False)
    first_time = models.BooleanField(default=False)  # whether nobody on its side had a grant before

    currency = currency_column()  # of the budget
    requested = AmountField(null=True)  # the lines that the grant is to pay, when handed in
    rate = models.ForeignKey(ExchangeRate, null=True, on_delete=models.PROTECT, related_name="+")
    compared = AmountField(null=True)  # the same in the currency of the round, by that rate
    awarded = AmountField(_("Amount"), null=True)  # in the currency of the budget

    quiz = models.JSONField(default=dict)  # by the position of a question, whether yes was said
    form = models.ForeignKey(Version, null=True, on_delete=models.PROTECT, related_name="+")
    answers = models.JSONField(default=dict)  # by the keys of questions, as their kinds keep them
    roles_told = models.JSONField(default=list)  # the keys of those who said which roles they have, or none
    officer = models.ForeignKey(  # who screens it
        Person, verbose_name=_("Grants officer"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.TextField(_("Reason"), blank=True)  # of what was decided, for everybody
    another_time = models.TextField(blank=True)  # what would be needed

    submitted_at = models.DateTimeField(_("Handed in"), null=True)
    shown_from = models.DateField(null=True)  # the day from which everybody may read it
    decided_on = models.DateField(null=True)
    changed_at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=1)  # of a draft: two who write at once notice each other
    sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            PROPOSAL.constraint("a_proposal_is_in_a_state_of_its_lifecycle"),
            models.CheckConstraint(
                condition=Q(state__in=[DRAFT, WITHDRAWN]) | Q(submitted_at__isnull=False, requested__gt=0),
                name="what_is_handed_in_says_when_and_for_how_much",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=GRANTED) | Q(awarded__gt=0), name="what_is_granted_says_how_much"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[*GRANTED, DECLINED, DEFERRED, INELIGIBLE]) | ~Q(reason=""),
                name="a_decision_has_its_reason",
            ),
            models.CheckConstraint(
                condition=Q(begins_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("begins_on")),
                name="the_work_of_a_proposal_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(rate=None) | Q(compared__isnull=False), name="a_rate_was_applied"
            ),
        ]
        indexes = [
            models.Index(fields=["round", "state"], name="proposals_by_round"),
            models.Index(fields=["state", "submitted_at"], name="proposals_by_step"),
            models.Index(fields=["hidden", "-shown_from", "-id"], name="proposals_as_shown"),
            models.Index(fields=["region", "state"], name="proposals_by_region"),
            models.Index(fields=["-submitted_at", "-id"], name="proposals_as_handed_in"),
        ]

    def __str__(self) -> str:
        return str(self.title) or self.key

    @property
    def public_state(self) -> str | Promise:
        return PUBLIC_WORDS[self.state]

    @property
    def asks_for(self) -> Money | None:
        """In the currency of its budget, as it was handed in."""
        return None if self.requested is None else Money(self.requested, self.currency)

    @property
    def asks_for_compared(self) -> Money | None:
        """The same in the currency of the round: `round` must have been fetched."""
        return None if self.compared is None else Money(self.compared, self.round.currency)

    @property
    def award(self) -> Money | None:
        """What was granted, at most."""
        return None if self.awarded is None else Money(self.awarded, self.currency)

    def money(self, amount: Decimal) -> Money:
        return Money(amount, self.currency)
