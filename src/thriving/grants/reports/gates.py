"""What reports hold back: money, while one is overdue; and the end of a grant, while one is open."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from thriving.grants.agreements.gates import CLOSING
from thriving.grants.agreements.models import Agreement
from thriving.grants.payments.gates import GRANTEE, OFFICER, RELEASE
from thriving.grants.payments.models import Disbursement
from thriving.grants.payments.queries.held_back import keeping_back
from thriving.grants.reports.models import Report
from thriving.grants.reports.queries import has_final, outstanding, overdue, spent_in_accepted
from thriving.grants.reports.states import SUBMITTED, WAIVED
from thriving.kernel import clock
from thriving.kernel.gate import Unmet
from thriving.ui import cldr


def no_report_is_overdue(disbursement: Disbursement) -> bool | list[Unmet]:
    late = disbursement.agreement.reports.filter(overdue(clock.today()))
    told = _("Report %(number)s was due on %(day)s.")
    return list(_unmet(late, told)) or True


def a_report_is_overdue() -> Q:
    """The same of many payments at once, for their lists."""
    late = Report.objects.filter(overdue(clock.today()), agreement=OuterRef("tranche__agreement"))
    return Q(Exists(late))


def every_report_is_done(agreement: Agreement) -> bool | list[Unmet]:
    """Accepted, or waived by two; and there is one at the end."""
    found = list(
        _unmet(outstanding(agreement), _("Report %(number)s is not accepted: it is due on %(day)s."))
    )
    if not has_final(agreement):
        found.append(Unmet(_("No report at the end was asked for yet."), OFFICER))
    return found or True


def the_balance_is_reconciled(agreement: Agreement) -> bool | list[Unmet]:
    """To the cent. Where two people waived a report, what was asked back settles what it would have told."""
    accepted, kept = spent_in_accepted(agreement), agreement.money("sent") - agreement.money("returned")
    waived = agreement.reports.filter(state=WAIVED).exists()
    if accepted == kept or (waived and agreement.to_return is not None):
        return True
    if accepted < kept:
        told = _("%(amount)s of what was paid stands in no accepted report, and has not come back.")
        return [Unmet(told % {"amount": cldr.money(kept - accepted)}, GRANTEE)]
    told = _("Accepted reports tell of %(amount)s more than was paid and kept.")
    return [Unmet(told % {"amount": cldr.money(accepted - kept)}, OFFICER)]


def _unmet(reports: Iterable[Report], told: str) -> Iterable[Unmet]:
    for each in reports:
        said = told % {"number": each.number, "day": cldr.day(each.due_on)}
        whose = OFFICER if each.state == SUBMITTED else GRANTEE
        yield Unmet(said, whose, reverse("grant_reports:report", args=[each.key]))


RELEASE.fill("reports", no_report_is_overdue)
keeping_back.add("grant_reports", a_report_is_overdue)
CLOSING.fill("balance", the_balance_is_reconciled)
CLOSING.fill("reports", every_report_is_done)
