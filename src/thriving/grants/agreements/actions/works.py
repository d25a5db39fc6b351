"""What an agreement pays for. It is only ever added to: each event brings its own conditions of payment."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.grants.agreements.account import hold
from thriving.grants.agreements.models import Agreement, CoveredEvent, FundedWork
from thriving.grants.agreements.queries import not_remembered
from thriving.grants.agreements.states import ENDED
from thriving.kernel import access, clock, diary
from thriving.movement.actions import Refused
from thriving.movement.actions.groups import LONGEST_TEXT, clean
from thriving.movement.models import Person
from thriving.movement.queries.accounts import keys_of
from thriving.programs.campaigns.models import Campaign
from thriving.programs.events.models import Event
from thriving.programs.initiatives.models import Initiative


@transaction.atomic
def add_work(agreement: Agreement, work: Event | Campaign | Initiative, *, by: Person) -> FundedWork:
    access.require(by, "run_agreement", agreement)
    hold(agreement)
    if agreement.state in ENDED:
        raise Refused(_("This agreement has ended."))
    sort = work._meta.model_name or ""
    if agreement.works.filter(**{sort: work}).exists():
        raise Refused(_("The agreement names it already."))
    added = FundedWork.objects.create(
        agreement=agreement, added_on=clock.today(), added_by=by.key, **{sort: work}
    )
    if agreement.no_works:
        _write_no_works(agreement, "", "")
    remember_events(agreement)
    diary.note(agreement, "work_added", by=by, body={"work": f"{sort}:{work.key}"})
    return added


@transaction.atomic
def say_no_works(agreement: Agreement, *, why: str, by: Person) -> None:
    """It pays for no event, campaign or initiative here: said with a reason, never by leaving it out.

    Nothing is paid before somebody else has agreed: whoever says it leaves out the risk protocol.
    """
    access.require(by, "run_agreement", agreement)
    hold(agreement)
    if agreement.works.exists():
        raise Refused(_("The agreement names what it pays for already."))
    if not (why := clean(why)) or len(why) > LONGEST_TEXT:
        raise Refused(
            _("Say what it pays for then, in at most %(count)d characters.") % {"count": LONGEST_TEXT}
        )
    _write_no_works(agreement, why, by.key)
    diary.note(agreement, "no_works_said", by=by, why=why)


@transaction.atomic
def agree_to_no_works(agreement: Agreement, *, by: Person) -> None:
    """The second word that it pays for nothing of the kind; somebody else than who said it first."""
    access.require(by, "agree_to_no_works", agreement)
    hold(agreement)
    if not agreement.no_works or agreement.works.exists():
        raise Refused(_("Nobody says that it pays for none of these."))
    if agreement.no_works_agreed_by:
        raise Refused(_("Somebody has agreed already."))
    if agreement.no_works_by in keys_of(by):
        raise Refused(_("You said it yourself: somebody else must agree."))
    agreement.no_works_agreed_by, agreement.no_works_agreed_at = by.key, clock.now()
    agreement.save(update_fields=["no_works_agreed_by", "no_works_agreed_at"])
    diary.note(agreement, "no_works_agreed", by=by)


def remember_events(agreement: Agreement) -> None:
    """Write down for which events it pays now: what leaves its campaign tomorrow is held as before."""
    since = clock.now()
    new = [CoveredEvent(agreement=agreement, event=each, since=since) for each in not_remembered(agreement)]
    CoveredEvent.objects.bulk_create(new, ignore_conflicts=True)


def _write_no_works(agreement: Agreement, why: str, by: str) -> None:
    agreement.no_works, agreement.no_works_by = why, by
    agreement.no_works_agreed_by, agreement.no_works_agreed_at = "", None
    agreement.save(update_fields=["no_works", "no_works_by", "no_works_agreed_by", "no_works_agreed_at"])
