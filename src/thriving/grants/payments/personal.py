"""What payments know of a person: what goes into their file, and what becomes of it when they leave."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thriving.grants.payments.models import (
    Approval,
    Batch,
    Disbursement,
    Payee,
    Requirement,
    Return,
    Tranche,
)
from thriving.movement.models import Person
from thriving.movement.personal import declare, needed

_STAYS = _("It stays as the books must, under a random identifier that no longer leads to anybody.")
_AGREEMENT, _PAYMENT, _WHEN = _("Agreement"), _("Payment"), _("When")


def _in_it(person: Person) -> Q:
    fields = ("requested_by", "first_by", "second_by", "applied_by")
    return Q(*((field, person.key) for field in fields), _connector=Q.OR)


declare(
    "payments.Tranche",
    _("Payments that you planned"),
    rows=lambda person: Tranche.objects.filter(planned_by=person.key).values(
        "agreement__key", "number", "planned_on"
    ),
    columns={"agreement__key": _AGREEMENT, "number": _PAYMENT, "planned_on": _("Day")},
    stays=_STAYS,
)
declare(
    "payments.Requirement",
    _("Requirements of payments that you found to be there"),
    rows=lambda person: Requirement.objects.filter(met_by=person.key).values(
        "tranche__agreement__key", "words", "met_at"
    ),
    columns={"tranche__agreement__key": _AGREEMENT, "words": _("Requirement"), "met_at": _WHEN},
    stays=_STAYS,
)
declare(
    "payments.Disbursement",
    _("Payments that you applied for, asked for or approved"),
    rows=lambda person: Disbursement.objects.filter(_in_it(person)).values(
        "tranche__agreement__key", "tranche__number", "state"
    ),
    columns={
        "tranche__agreement__key": _AGREEMENT,
        "tranche__number": _PAYMENT,
        "state": _("State"),
    },
    stays=_STAYS,
)
declare(
    "payments.Approval",
    _("Your approvals of payments"),
    rows=lambda person: Approval.objects.filter(approved_by=person.key).values("disbursement", "approved_at"),
    columns={"disbursement": _PAYMENT, "approved_at": _WHEN},
    stays=_STAYS,
)
declare(
    "payments.Payee",
    _("Accounts that you named or confirmed"),
    rows=lambda person: Payee.objects.filter(Q(stated_by=person.key) | Q(confirmed_by=person.key)).values(
        "agreement__key", "holder", "ending", "stated_at"
    ),
    columns={
        "agreement__key": _AGREEMENT,
        "holder": _("Holder of the account"),
        "ending": _("It ends in"),
        "stated_at": _WHEN,
    },
    stays=_STAYS,
)
declare(
    "payments.Hold",
    _("Payments that you held"),
    left_out=_("Whose hold it is would say why: ask your office for it."),
    stays=_STAYS,
)
declare(
    "payments.Batch",
    _("Payments that you sent"),
    rows=lambda person: Batch.objects.filter(sent_by=person.key).values("pk", "sent_at"),
    columns={"pk": _("Batch"), "sent_at": _WHEN},
    stays=_STAYS,
)
declare(
    "payments.Return",
    _("Money that came back, as you recorded it"),
    rows=lambda person: Return.objects.filter(recorded_by=person.key).values("disbursement", "received_on"),
    columns={"disbursement": _PAYMENT, "received_on": _("Day")},
    stays=_STAYS,
)
# An auditor reads the story of a payment for as long as the books are kept.
needed.add(
    "payments",
    Q(subject__startswith="payments.")
    | Q(subject__startswith="agreements.", verb__in=("drafted", "begin", "suspend", "resume", "terminate")),
)
