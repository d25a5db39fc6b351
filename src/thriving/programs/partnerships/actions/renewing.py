"""Going on until another day: one side proposes it, and somebody who signs for the other agrees."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, diary
from thriving.movement.actions import Refused
from thriving.movement.actions.groups import clean
from thriving.movement.models import Person
from thriving.programs.partnerships.actions.partners import LONGEST_TEXT
from thriving.programs.partnerships.actions.partnerships import hold, moved
from thriving.programs.partnerships.models import Partnership, Renewal, Side
from thriving.programs.partnerships.rules import RECORDED, rule_of, rule_to_propose
from thriving.programs.partnerships.states import IN_FORCE, RENEWAL, RENEWAL_PROPOSED


@dataclass(frozen=True)
class RenewalSaid:
    """``ground``: for an institution, where and by whom it was said."""

    side: str
    until: date
    ground: str = ""


@transaction.atomic
def propose_renewal(partnership: Partnership, said: RenewalSaid, *, by: Person) -> Renewal:
    if said.side not in Side:
        raise Refused(_("This is none of the choices."))
    rule = rule_to_propose(partnership, said.side)
    access.require(by, rule, partnership)
    hold(partnership)
    _require_renewable(partnership, said.until)
    if partnership.renewals.filter(state=RENEWAL_PROPOSED).exists():
        raise Refused(_("A renewal is proposed already: the other side agrees to it, or it is dropped."))
    renewal = Renewal.objects.create(
        partnership=partnership,
        side=said.side,
        until=said.until,
        ground=_grounded(said.ground, rule),
        proposed_on=clock.today(),
        proposed_by=by.key,
    )
    diary.note(partnership, "renewal_proposed", by=by, body=_told(renewal))
    return renewal


@transaction.atomic
def agree_to_renew(renewal: Renewal, *, ground: str = "", by: Person) -> None:
    """Say for the other side that it holds: from now on the partnership ends later."""
    partnership, rule = renewal.partnership, rule_of(renewal.partnership, renewal.other_side)
    access.require(by, rule, partnership)
    _hold(renewal)
    if by.key == renewal.proposed_by:
        raise Refused(_("Nobody signs for both sides: somebody else must record this one."))
    _require_renewable(partnership, renewal.until)
    said = _grounded(ground, rule) or renewal.ground
    RENEWAL.take(renewal, "agree", agreed_on=clock.today(), agreed_by=by.key, ground=said)
    moved(partnership, "renew", ends_on=renewal.until)
    diary.note(partnership, "renew", by=by, body=_told(renewal))


@transaction.atomic
def drop_renewal(renewal: Renewal, *, by: Person) -> None:
    """Either side: who proposed it takes it back, or the other does not want it."""
    access.require(by, "drop_renewal", renewal.partnership)
    _hold(renewal)
    RENEWAL.take(renewal, "drop")
    diary.note(renewal.partnership, "renewal_dropped", by=by, body=_told(renewal))


def _hold(renewal: Renewal) -> None:
    partnership = renewal.partnership
    hold(partnership)
    renewal.refresh_from_db(from_queryset=Renewal.objects.select_for_update())
    renewal.partnership = partnership


def _require_renewable(partnership: Partnership, until: date) -> None:
    if partnership.state not in IN_FORCE:
        raise Refused(_("Only an agreement that is in force is renewed."))
    if until <= max(clock.today(), partnership.ends_on or date.min):
        raise Refused(_("Renewed, it ends later than before."))


def _grounded(ground: str, rule: str) -> str:
    """What an institution said has no account behind it: it is told where it stands."""
    said = clean(ground)[:LONGEST_TEXT]
    if rule == RECORDED and not said:
        raise Refused(_("Say where the partner says so, and who says it for them."))
    return said if rule == RECORDED else ""


def _told(renewal: Renewal) -> dict[str, str]:
    return {"renewal": str(renewal.pk), "side": renewal.side, "until": renewal.until.isoformat()}
