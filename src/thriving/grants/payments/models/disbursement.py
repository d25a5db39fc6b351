from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thriving.grants.agreements.models import Agreement
from thriving.grants.payments.models.tranche import Tranche
from thriving.grants.payments.states import PAYMENT, SENT, WITH_ONE, WITH_TWO
from thriving.kernel import triggers
from thriving.kernel.money import Money


class PaymentState(models.TextChoices):
    PLANNED = "planned", _("Planned")
    REQUESTED = "requested", _("Asked for")
    CHECKED = "checks_passed", _("Checks passed")
    APPROVED_ONCE = "approved_1", _("Approved by one")
    APPROVED = "approved_2", _("Approved by two")
    SENT = "sent", _("Sent")
    CONFIRMED = "confirmed", _("Arrived")
    FAILED = "failed", _("Failed")
    HELD = "held", _("Held")
    CANCELED = "canceled", _("Canceled")
    RETURNED = "returned", _("Came back")


def _two_people(one: str, other: str) -> Q:
    return Q((one, "")) | ~Q((one, F(other)))


class Disbursement(models.Model):
    """The payment of one tranche. People stand in it by their keys: who they were stays when they leave.

    That the two who approve are two, and neither who asked nor who applied, is a constraint of the database;
    who else may not is asked by the actions, see `separation`.
    """

    tranche = models.OneToOneField(Tranche, on_delete=models.PROTECT, related_name="payment")
    state = models.CharField(max_length=20, choices=PaymentState, default=PaymentState.PLANNED)
    attempt = models.PositiveSmallIntegerField(default=0)  # how often it was asked for
    applied_by = models.CharField(max_length=32, blank=True)  # who answers for the proposal
    requested_by = models.CharField(_("Asked for by"), max_length=32, blank=True)
    requested_at = models.DateTimeField(null=True)
    first_by = models.CharField(_("First approval"), max_length=32, blank=True)
    second_by = models.CharField(_("Second approval"), max_length=32, blank=True)
    sent_at = models.DateTimeField(_("Sent"), null=True)
    reason = models.TextField(_("Reason"), blank=True)  # why it failed or was canceled
    changed_at = models.DateTimeField()  # when it came into its state

    class Meta:
        ordering = ["-pk"]
        constraints = [
            PAYMENT.constraint("a_payment_is_in_a_state_of_its_lifecycle"),
            models.CheckConstraint(
                condition=_two_people("second_by", "first_by"), name="two_people_approve_a_payment"
            ),
            models.CheckConstraint(
                condition=_two_people("first_by", "requested_by") & _two_people("second_by", "requested_by"),
                name="who_asks_for_a_payment_does_not_approve_it",
            ),
            models.CheckConstraint(
                condition=_two_people("first_by", "applied_by") & _two_people("second_by", "applied_by"),
                name="who_applied_does_not_approve_the_payment",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=WITH_ONE) | ~Q(first_by=""), name="an_approval_says_whose_it_is"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=WITH_TWO) | ~Q(second_by=""), name="no_payment_with_one_approval"
            ),
            models.CheckConstraint(
                condition=~Q(state=SENT) | (Q(sent_at__isnull=False) & ~Q(requested_by="")),
                name="a_sent_payment_says_when",
            ),
        ]
        indexes = [models.Index(fields=["state", "-id"], name="payments_by_state")]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def agreement(self) -> Agreement:
        return self.tranche.agreement

    @property
    def money(self) -> Money:
        return self.tranche.money


class Approval(models.Model):
    """Somebody's word that this may be paid: ``seal`` is of amount, account and text as they saw them."""

    disbursement = models.ForeignKey(Disbursement, on_delete=models.PROTECT, related_name="approvals")
    attempt = models.PositiveSmallIntegerField()
    position = models.PositiveSmallIntegerField()  # 1 or 2
    seal = models.CharField(max_length=64)  # SHA-256; see `sealing`
    approved_at = models.DateTimeField()
    approved_by = models.CharField(max_length=32)
    dropped_at = models.DateTimeField(null=True)  # what it was about has changed since

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(position__gte=1, position__lte=2), name="a_payment_is_approved_twice_at_most"
            ),
            models.UniqueConstraint(
                fields=["disbursement", "position"],
                condition=Q(dropped_at=None),
                name="an_approval_stands_once_in_its_place",
            ),
            models.UniqueConstraint(
                fields=["disbursement", "approved_by"],
                condition=Q(dropped_at=None),
                name="nobody_approves_a_payment_twice",
            ),
        ]


triggers.guard("payments_approval", stamp=("dropped_at",))
