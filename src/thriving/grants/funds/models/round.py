from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thriving.grants.funds.models.fund import Fund
from thriving.grants.funds.states import OPEN, ROUND
from thriving.kernel.money import AmountField, Money, currency_column
from thriving.kernel.words import WordsField
from thriving.movement.models.person import new_key


class ApplicantKind(models.TextChoices):
    AFFILIATE = "affiliate", _("A recognized affiliate")
    ORGANIZATION = "organization", _("An organization that is registered")
    GROUP = "group", _("A group that is not registered")
    INDIVIDUAL = "individual", _("A single person")


class Round(models.Model):
    """One time in which a fund takes proposals, for so much money, from some regions or from all."""

    key = models.SlugField(max_length=60, unique=True)
    uid = models.CharField(max_length=32, unique=True, default=new_key, editable=False)  # owns its questions
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="rounds")
    title = WordsField(verbose_name=_("Title"))
    about = WordsField(verbose_name=_("What it is looking for"))
    language = models.CharField(max_length=35, default="en")  # in which its words are written first
    state = models.CharField(
        max_length=10,
        choices=[("draft", _("Draft")), ("open", _("Open")), ("closed", _("Closed"))],
        default=ROUND.start,
    )
    opens_on = models.DateField(_("First day"))
    closes_on = models.DateField(_("Last day"))  # on which one can still hand in, by UTC
    decides_by = models.DateField(_("Decided by"))  # as it is promised to those who apply
    shown_after = models.PositiveSmallIntegerField(default=2)  # days from handing in until everybody reads it

    currency = currency_column()  # of everything below, and in which proposals are compared
    budget = AmountField(_("Budget"))
    least = AmountField(default=0)  # that one can ask for
    most = AmountField()
    months = models.PositiveSmallIntegerField(default=12)  # that the work may last

    priority = models.CharField(max_length=170, blank=True)  # "plan/priority" that it serves; empty: none
    scheme = models.SlugField(max_length=60, default="wikimedia")  # by which its regions are told apart
    regions = models.JSONField(_("Regions"), default=list, blank=True)  # of the work
    languages = models.JSONField(default=list, blank=True)  # in which one may write; empty: in any
    applicants = models.JSONField(default=list)  # the kinds of applicant who may; empty: all
    core_measures = models.JSONField(default=list, blank=True)  # keys; each proposal sets a target for each
    sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["-opens_on", "-pk"]
        constraints = [
            ROUND.constraint("a_round_of_grants_is_in_a_state_of_its_lifecycle"),
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on"), decides_by__gte=F("closes_on")),
                name="a_round_opens_closes_and_decides_in_this_order",
            ),
            models.CheckConstraint(
                condition=Q(budget__gt=0, least__gte=0, most__gte=F("least"), most__lte=F("budget")),
                name="amounts_of_a_round_fit_each_other",
            ),
        ]
        indexes = [models.Index(fields=["state", "closes_on"], name="rounds_of_grants_by_end")]

    def __str__(self) -> str:
        return str(self.title) or self.key

    @property
    def whole(self) -> Money:
        """All that it can give."""
        return Money(self.budget, self.currency)

    @property
    def smallest(self) -> Money:
        return Money(self.least, self.currency)

    @property
    def largest(self) -> Money:
        return Money(self.most, self.currency)

    def takes(self, day: date) -> bool:
        """Whether one can hand in on this day."""
        return self.state == OPEN and self.opens_on <= day <= self.closes_on
