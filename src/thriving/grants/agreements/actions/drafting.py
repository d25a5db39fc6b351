"""The text of an agreement: written from a template, declared ready, taken back, amended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from thriving.grants.agreements import letters, wording
from thriving.grants.agreements.account import hold
from thriving.grants.agreements.models import Agreement, Template, Text
from thriving.grants.agreements.queries import open_text, works_of
from thriving.grants.agreements.sealing import MADE_READY, seal_of
from thriving.grants.agreements.states import (
    ACTIVE,
    AGREEMENT,
    DRAFT,
    SIGNED,
    SUSPENDED,
    TEXT,
    TEXT_DRAFT,
)
from thriving.grants.proposals.models import Proposal
from thriving.grants.review.queries.deciding import decision_on
from thriving.kernel import access, clock, diary, turn
from thriving.kernel.money import Money
from thriving.movement.actions import Refused
from thriving.movement.actions.groups import LONGEST_NAME, LONGEST_TEXT, clean
from thriving.movement.models import Person
from thriving.ui import cldr

AMENDED = (SIGNED, ACTIVE, SUSPENDED)


@dataclass(frozen=True)
class Terms:
    """What both sides agree on; who writes a draft anew says all of it."""

    award: Money
    begins_on: date
    ends_on: date
    our_name: str
    their_name: str
    conditions: str = ""
    changes: str = ""


def problems(proposal: Proposal, said: Terms) -> Iterator[tuple[str, str]]:
    """Everything that is wrong with the terms: the field, and the sentence for who can mend it."""
    granted = proposal.award
    if granted is None:
        yield "award", _("Nothing was granted to this proposal.")
    elif said.award.currency != granted.currency:
        yield "award", _("It was granted in %(currency)s.") % {"currency": granted.currency}
    elif granted < said.award:
        yield (
            "award",
            _("At most %(award)s was granted: more needs a new decision.") % {"award": cldr.money(granted)},
        )
    if not said.award:
        yield "award", _("An agreement is about more than nothing.")
    if said.ends_on < said.begins_on:
        yield "ends_on", _("The last day comes before the first.")
    for field in ("our_name", "their_name"):
        if not clean(getattr(said, field)) or len(getattr(said, field)) > LONGEST_NAME:
            yield field, _("Name this side in at most %(count)d characters.") % {"count": LONGEST_NAME}
    yield from _conditions_left_out(proposal, said)
    for field in ("conditions", "changes"):
        if len(getattr(said, field)) > LONGEST_TEXT:
            yield field, _("This text has at most %(count)d characters.") % {"count": LONGEST_TEXT}


def _conditions_left_out(proposal: Proposal, said: Terms) -> Iterator[tuple[str, str]]:
    """What a committee wanted no officer leaves out: word for word, however it is broken into lines."""
    decided = decision_on(proposal)
    wanted = decided.conditions if decided else ""
    if " ".join(wanted.split()) not in " ".join(said.conditions.split()):
        yield (
            "conditions",
            _("The committee granted it on conditions. They stand here word for word: “%(conditions)s”")
            % {"conditions": wanted},
        )


@transaction.atomic
def draft_agreement(proposal: Proposal, template: Template, said: Terms, *, by: Person) -> Agreement:
    """Begin the agreement of a granted proposal, which has one."""
    access.require(by, "agree_on_proposal", proposal)
    turn.take()
    proposal.refresh_from_db(from_queryset=Proposal.objects.select_for_update())
    if Agreement.objects.filter(proposal=proposal).exists():
        raise Refused(_("This proposal has its agreement already."))
    _require_sound(proposal, template, said)
    agreement = Agreement.objects.create(
        key=proposal.key,
        proposal=proposal,
        officer=by,
        currency=said.award.currency,
        changed_on=clock.today(),
        sample=proposal.sample,
    )
    diary.note(agreement, "drafted", by=by)
    _new_text(agreement, template, said, by)
    return agreement


@transaction.atomic
def amend(agreement: Agreement, template: Template, said: Terms, *, by: Person) -> Text:
    """Begin another text, which both sides sign again; until then the one before holds."""
    access.require(by, "run_agreement", agreement)
    hold(agreement)
    if agreement.state not in (DRAFT, *AMENDED):
        raise Refused(_("This agreement is not changed any more."))
    if open_text(agreement):
        raise Refused(_("There is a text that is not signed yet: go on with that one, or take it back."))
    if agreement.state in AMENDED and not clean(said.changes):
        raise Refused(_("Say what is new in it."))
    _require_sound(agreement.proposal, template, said)
    return _new_text(agreement, template, said, by)


@transaction.atomic
def rewrite(text: Text, template: Template, said: Terms, *, by: Person) -> None:
    hold_text(text, by)
    if text.state != TEXT_DRAFT:
        raise Refused(_("This text is sealed: what changes is a new text, signed again."))
    _require_sound(text.agreement.proposal, template, said)
    _write(text, template, said)
    text.save()
    diary.note(text, "rewritten", by=by)


@transaction.atomic
def make_ready(text: Text, *, by: Person) -> None:
    """Write the words out and seal them: both sides sign exactly this."""
    hold_text(text, by)
    if not (text.agreement.no_works or text.agreement.works.exists()):
        raise Refused(_("Say first what it pays for: events, campaigns, initiatives, or why none of them."))
    text.body = body_of(text)
    TEXT.take(text, "make_ready", body=text.body, seal=seal_of(text), ready_on=clock.today())
    diary.note(text, MADE_READY, by=by, body={"seal": text.seal})
    letters.ask_to_sign(text)


@transaction.atomic
def take_back(text: Text, *, why: str, by: Person) -> None:
    """Give up a text that is not signed by both. What was signed before still holds."""
    hold_text(text, by)
    if not (why := clean(why)):
        raise Refused(_("Say why it is taken back."))
    TEXT.take(text, "withdraw")
    diary.note(text, "taken_back", by=by, why=why)


@transaction.atomic
def give_up(agreement: Agreement, *, why: str, by: Person) -> None:
    """Before both have signed: there will be no agreement."""
    access.require(by, "run_agreement", agreement)
    hold(agreement)
    AGREEMENT.take(agreement, "drop", reason=clean(why)[:LONGEST_TEXT], changed_on=clock.today())
    if text := open_text(agreement):
        TEXT.take(text, "withdraw")
    diary.note(agreement, "given_up", by=by, why=agreement.reason)


def body_of(text: Text) -> str:
    """The words as the template and the terms make them, in the language of the template."""
    agreement = text.agreement
    with override(text.template.language):
        return wording.filled(
            text.template.body,
            {
                "agreement": agreement.key,
                "title": str(agreement.proposal),
                "fund": str(agreement.proposal.round.fund),
                "grantor": text.our_name,
                "grantee": text.their_name,
                "award": cldr.money(text.money),
                "first_day": cldr.day(text.begins_on),
                "last_day": cldr.day(text.ends_on),
                "works": "; ".join(str(each.work) for each in works_of(agreement)) or agreement.no_works,
                "conditions": text.conditions or _("There are no further conditions."),
            },
        )


def hold_text(text: Text, by: Person, rule: str = "run_agreement") -> None:
    """The text as it is now, and its agreement's row."""
    access.require(by, rule, text.agreement)
    agreement = text.agreement
    hold(agreement)
    text.refresh_from_db(from_queryset=Text.objects.select_for_update())
    text.agreement = agreement


def _new_text(agreement: Agreement, template: Template, said: Terms, by: Person) -> Text:
    last = agreement.texts.order_by("-number").first()
    text = Text(
        agreement=agreement,
        number=last.number + 1 if last else 1,
        drafted_on=clock.today(),
        drafted_by=by.key,
    )
    _write(text, template, said)
    text.save(force_insert=True)
    diary.note(text, "drafted", by=by)
    return text


def _write(text: Text, template: Template, said: Terms) -> None:
    text.template, text.award = template, said.award.amount
    text.begins_on, text.ends_on = said.begins_on, said.ends_on
    for field in ("our_name", "their_name", "conditions", "changes"):
        setattr(text, field, clean(getattr(said, field)))


def _require_sound(proposal: Proposal, template: Template, said: Terms) -> None:
    if template.retired_on:
        raise Refused(_("This template is no longer in use."))
    if found := [sentence for _field, sentence in problems(proposal, said)]:
        raise Refused(" ".join(dict.fromkeys(found)))
