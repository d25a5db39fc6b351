"""What an agreement pays for. It is only ever added to: each event brings its own conditions of payment."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.grants.agreements.account import hold
from thriving.grants.agreements.models import Agreement, FundedWork
from thriving.grants.agreements.states import ENDED
from thriving.kernel import access, clock, diary
from thriving.movement.actions import Refused
from thriving.movement.actions.groups import LONGEST_TEXT, clean
from thriving.movement.models import Person
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
        agreement.no_works = ""
        agreement.save(update_fields=["no_works"])
    diary.note(agreement, "work_added", by=by, body={"work": f"{sort}:{work.key}"})
    return added


@transaction.atomic
def say_no_works(agreement: Agreement, *, why: str, by: Person) -> None:
    """It pays for no event, campaign or initiative here: said with a reason, never by leaving it out."""
    access.require(by, "run_agreement", agreement)
    hold(agreement)
    if agreement.works.exists():
        raise Refused(_("The agreement names what it pays for already."))
    if not (why := clean(why)) or len(why) > LONGEST_TEXT:
        raise Refused(
            _("Say what it pays for then, in at most %(count)d characters.") % {"count": LONGEST_TEXT}
        )
    agreement.no_works = why
    agreement.save(update_fields=["no_works"])
    diary.note(agreement, "no_works_said", by=by, why=why)
