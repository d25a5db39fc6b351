"""Handing a proposal in, once and whole; and taking it back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from thriving.grants.funds import queries as funds
from thriving.grants.funds.asked import asked_now
from thriving.grants.funds.models import ApplicantKind
from thriving.grants.proposals.actions.budget import Requested, requested
from thriving.grants.proposals.actions.moving import hold, move
from thriving.grants.proposals.models import Applicant, Proposal
from thriving.grants.proposals.states import GRANTED
from thriving.kernel import access, clock
from thriving.kernel.lifecycle import MoveRefused
from thriving.kernel.registry import Registry
from thriving.movement.actions.groups import clean
from thriving.movement.models import Person
from thriving.movement.queries.accounts import accounts_of
from thriving.ui import cldr

DAYS_OF_A_MONTH = 31  # the longest: nobody loses a day
LONGEST_REASON = 1_000

Missing = Callable[[Proposal], Iterator[tuple[str, str]]]

# What packages above miss in a draft: whoever judges it knows what cannot be mended once it is handed in.
missed = Registry[Missing]("what a draft lacks")


def missing(proposal: Proposal) -> list[tuple[str, str]]:
    """All that stands between a draft and handing it in: on which page it is mended, and the sentence."""
    return [
        *_of_the_round(proposal),
        *_of_the_words(proposal),
        *_of_the_days(proposal),
        *_of_the_money(proposal),
        *_of_the_measures(proposal),
        *_of_the_form(proposal),
        *_of_the_people(proposal),
        *(each for look in missed.values() for each in look(proposal)),
    ]


def _of_the_round(proposal: Proposal) -> Iterator[tuple[str, str]]:
    one = proposal.round
    if not one.takes(clock.today()):
        yield "", _("This round takes no proposals today.")
    if one.languages and proposal.language not in one.languages:
        yield (
            "",
            _("This round takes no proposals written in %(language)s.")
            % {"language": cldr.language_name(proposal.language)},
        )


def _of_the_words(proposal: Proposal) -> Iterator[tuple[str, str]]:
    one = proposal.round
    if not proposal.title or not proposal.summary:
        yield "write", _("Give it a title, and say what it is about.")
    if proposal.applicant_kind not in (one.applicants or ApplicantKind.values):
        yield "write", _("Say who applies.")
    elif _lacks_a_name(proposal):
        yield "write", _("Say what your group or organization is called.")
    if proposal.region not in one.regions:
        yield "write", _("Say where the work is done: in one of the regions of this round.")


def _lacks_a_name(proposal: Proposal) -> bool:
    named = proposal.applicant_kind in (ApplicantKind.GROUP, ApplicantKind.ORGANIZATION)
    return named and not proposal.organization


def _of_the_days(proposal: Proposal) -> Iterator[tuple[str, str]]:
    begins, ends, one = proposal.begins_on, proposal.ends_on, proposal.round
    if begins is None or ends is None:
        yield "write", _("Say when the work begins and ends.")
        return
    if begins < one.decides_by:
        yield (
            "write",
            _("The work begins after the decision, so not before %(day)s.")
            % {"day": cldr.day(one.decides_by)},
        )
    if ends - begins > timedelta(days=one.months * DAYS_OF_A_MONTH):
        yield "write", _("The work lasts at most %(months)d months.") % {"months": one.months}


def _of_the_money(proposal: Proposal) -> Iterator[tuple[str, str]]:
    one, asked = proposal.round, requested(proposal)
    if asked is None:
        yield (
            "budget",
            _("There is no rate of exchange from %(base)s to %(quote)s yet: ask the grants officers for one.")
            % {"base": proposal.currency, "quote": one.currency},
        )
    elif not asked.amount:
        yield "budget", _("Write at least one line that the grant is to pay.")
    elif not one.smallest <= asked.compared <= one.largest:
        yield (
            "budget",
            _("One can ask for %(least)s to %(most)s; this is %(asked)s.")
            % {
                "least": cldr.money(one.smallest),
                "most": cldr.money(one.largest),
                "asked": cldr.money(asked.compared),
            },
        )


def _of_the_measures(proposal: Proposal) -> Iterator[tuple[str, str]]:
    core = funds.core_measures(proposal.round)
    chosen = set(proposal.measures.values_list("measure__key", flat=True))
    for title in (title for key, title in core.items() if key not in chosen):
        yield (
            "measures",
            _("Every proposal of this round sets a target for “%(measure)s”: say how far you want to come.")
            % {"measure": title},
        )
    if not chosen and not core:
        yield "measures", _("Choose at least one measure, and how far you want to come.")


def _of_the_form(proposal: Proposal) -> Iterator[tuple[str, str]]:
    version = asked_now(proposal.round)
    if version is None:
        return
    unanswered = any(each.required and each.key not in proposal.answers for each in version.asked)
    if proposal.form_id != version.pk or unanswered:
        yield "form", _("Answer the form: there are questions that cannot be left out.")


def _of_the_people(proposal: Proposal) -> Iterator[tuple[str, str]]:
    applying = proposal.co_applicants.filter(agreed_at__isnull=False).values_list("person__key", flat=True)
    first = [proposal.applicant.key] if proposal.applicant else []
    if not {*first, *applying} <= set(proposal.roles_told):
        yield "roles", _("Everybody who applies says which roles they have, or that they have none.")


@transaction.atomic
def submit(proposal: Proposal, *, by: Person) -> Proposal:
    """Hand it in: from here on it stays as it is. Who was asked to join, and has not, is off it."""
    hold(proposal)
    access.require(by, "act_for_proposal", proposal)
    if proposal.state == "draft" and (sentences := [sentence for _page, sentence in missing(proposal)]):
        raise MoveRefused(*sentences)
    asked = requested(proposal)
    proposal.co_applicants.filter(agreed_at=None).delete()
    move(proposal, "submit", by=by, **_handed_in(proposal, asked))
    return proposal


def _handed_in(proposal: Proposal, asked: Requested | None) -> dict[str, Any]:
    today: date = clock.today()
    return {
        "submitted_at": clock.now(),
        "shown_from": today + timedelta(days=proposal.round.shown_after),
        "requested": asked and asked.amount.amount,
        "rate": asked and asked.rate,
        "compared": asked and asked.compared.amount,
        "first_time": not _granted_before(proposal),
    }


def _granted_before(proposal: Proposal) -> bool:
    """Whether anybody on its side, by any account, had a grant alone or together; or its affiliate did."""
    together = [each.person for each in proposal.co_applicants.select_related("person")]
    people = {account.pk for each in (proposal.applicant, *together) if each for account in accounts_of(each)}
    agreed = Applicant.objects.filter(person__in=people, agreed_at__isnull=False)
    theirs = Q(applicant__in=people) | Q(pk__in=agreed.values("proposal"))
    if proposal.affiliate_id:
        theirs |= Q(affiliate=proposal.affiliate_id)
    if proposal.organization:
        theirs |= Q(organization__iexact=proposal.organization)
    return Proposal.objects.filter(theirs, state__in=GRANTED).exclude(pk=proposal.pk).exists()


@transaction.atomic
def withdraw(proposal: Proposal, *, reason: str = "", by: Person) -> None:
    """Take it back, at any time before it is decided."""
    hold(proposal)
    access.require(by, "withdraw_proposal", proposal)
    move(proposal, "withdraw", by=by, inner_words=clean(reason)[:LONGEST_REASON])
