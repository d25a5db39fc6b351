"""The front page of grants: where one can apply now, what is granted, and the way to one's own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from thriving.grants.agreements.queries import agreements_for
from thriving.grants.funds.queries import rounds_open
from thriving.grants.proposals import standing
from thriving.grants.proposals.models import Proposal
from thriving.grants.reports.forms import RegisterForm
from thriving.grants.reports.register import IN_THE_REGISTER_AFTER, Counted, register, running_by
from thriving.grants.review.queries.committees import committees_for
from thriving.kernel import access, clock
from thriving.movement.queries.groups import regions
from thriving.programs.initiatives.parts import priorities_called
from thriving.ui.pages import Pages
from thriving.ui.twins import Column, Form, Parameter, Records

ON_A_PAGE, IN_A_TWIN, MOST_ROUNDS = 30, 1_000, 20
_OF_A_REGION = gettext_lazy("Its key, such as south-asia.")
GRANTS = Records(
    "grants",
    gettext_lazy("Grants"),
    gettext_lazy("What was granted, the newest decision first. What is hidden for safety is not in it."),
    columns=(
        Column("key", "string", gettext_lazy("Key"), gettext_lazy("How addresses name it.")),
        Column("title", "string", gettext_lazy("Title"), gettext_lazy("In the language of the proposal.")),
        Column("round", "string", gettext_lazy("Round"), gettext_lazy("Its key.")),
        Column("standing", "string", gettext_lazy("Where it stands"), gettext_lazy("In words.")),
        Column("affiliate", "string", gettext_lazy("Affiliate"), gettext_lazy("Its key.")),
        Column("organization", "string", gettext_lazy("Organization"), gettext_lazy("Its name.")),
        Column("region", "string", gettext_lazy("Region"), _OF_A_REGION),
        Column("priority", "string", gettext_lazy("Priority"), gettext_lazy("As plan/priority.")),
        Column("currency", "string", gettext_lazy("Currency"), gettext_lazy("Its ISO 4217 code.")),
        Column("awarded", "string", gettext_lazy("Granted"), gettext_lazy("In digits, in its currency.")),
        Column("decided_on", "date", gettext_lazy("Decided on"), gettext_lazy("The day, by UTC.")),
    ),
    parameters=(
        Parameter("region", "string", gettext_lazy("Region"), _OF_A_REGION),
        Parameter("priority", "string", gettext_lazy("Priority"), gettext_lazy("As plan/priority.")),
        Parameter("page", "integer", gettext_lazy("Page"), gettext_lazy("Which part of the list.")),
    ),
)
_PLAIN = ("key", "organization", "region", "priority", "currency", "decided_on")


@require_safe
def grants(request: HttpRequest, form: Form) -> HttpResponse:
    asked = GRANTS.asked(request)
    found = register(request.user, region=asked["region"] or "", priority=asked["priority"] or "")
    page = Pages(found, ON_A_PAGE if form == "html" else IN_A_TWIN).get_page(asked["page"] or 1)
    words = standing.public_words(page)
    return GRANTS.respond(
        request,
        [_row(each, words[each.pk]) for each in page],
        form=form,
        template="grant_reports/grants.html",
        context=_around(request, asked, page, words) if form == "html" else {},
        sample=any(each.sample for each in page),
    )


def _row(each: Proposal, word: Any) -> dict[str, Any]:
    return {
        **{name: getattr(each, name) for name in _PLAIN},
        "title": str(each.title),
        "round": each.round.key,
        "standing": str(word),
        "affiliate": each.affiliate.key if each.affiliate else "",
        "awarded": f"{each.award.amount.normalize():f}" if each.award else "",
    }


def _around(
    request: HttpRequest, asked: Mapping[str, Any], page: Any, words: Mapping[int, Any]
) -> dict[str, Any]:
    by_region, by_priority = running_by(request.user)
    called = regions()
    priorities = {code: str(name) for code, name in priorities_called(list(by_priority)).items()}
    return {
        "page": page,
        "rounds": rounds_open(request.user, clock.today())[:MOST_ROUNDS],
        "listed": [(each, words[each.pk], called.get(each.region, each.region)) for each in page],
        "running": [
            (_("By region"), _named(by_region, called, _("More than one region"))),
            (_("By priority"), _named(by_priority, priorities, _("None"))),
        ]
        if by_region
        else [],
        "ways": list(_ways(request.user)),
        "filters_form": RegisterForm(asked, called, priorities),
        "waits": IN_THE_REGISTER_AFTER.days,
    }


def _named(counted: Counted, called: Mapping[str, str], nothing: str) -> list[tuple[str, int]]:
    rows = ((called.get(key, key) if key else nothing, count) for key, count in counted.items())
    return sorted(rows, key=lambda row: (-row[1], row[0]))


def _ways(reader: Any) -> Iterator[tuple[str, str]]:
    """Where this reader goes on: only to pages that open to them."""
    for label, page, opens in _doors(reader):
        if opens:
            yield label, reverse(page)


def _doors(reader: Any) -> Iterable[tuple[str, str, bool]]:
    runs = access.holds(reader, "manage_funds")
    known = access.holds(reader, "see_my_work")
    return (
        (_("All that waits for you of grants"), "grant_reports:mine", known),
        (_("Committees in which you decide, or which you run"), "review:committees", _sits(reader)),
        (_("Proposals to be screened"), "proposals:screening", runs),
        (_("Agreements"), "agreements:agreements", known and agreements_for(reader).exists()),
        (_("Payments"), "payments:payments", access.holds(reader, "see_all_payments")),
    )


def _sits(reader: Any) -> bool:
    return access.holds(reader, "see_my_work") and committees_for(reader).exists()
