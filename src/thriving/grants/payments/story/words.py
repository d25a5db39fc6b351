"""What the page of a story says instead of the diary's verbs."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thriving.grants.payments.story.chapters import Verbs, chapters
from thriving.kernel.models import DiaryEntry


def in_words(entry: DiaryEntry) -> str:
    """The verb itself, where nobody has put it into words."""
    sort = entry.subject.partition(":")[0]
    known: Verbs = {**OF_MONEY, **BY_SORT.get(sort, {})}
    for chapter in chapters.values():
        known = {**known, **chapter.verbs.get(sort, {})}
    return str(known.get(entry.verb, entry.verb))


OF_MONEY: Verbs = {
    "drafted": _("written"),
    "rewritten": _("written anew"),
    "made_ready": _("sealed, to be signed"),
    "taken_back": _("taken back before it was signed"),
    "signed": _("signed"),
    "begin": _("came into force"),
    "suspend": _("suspended"),
    "resume": _("resumed"),
    "wind_up": _("began to be closed"),
    "reopen": _("opened again"),
    "terminate": _("ended early"),
    "recover": _("money is asked back"),
    "asked_back": _("money is asked back"),
    "given_up": _("dropped"),
    "closed": _("closed"),
    "work_added": _("what it pays for was named"),
    "no_works_said": _("said to pay for no event"),
    "no_works_agreed": _("a second person agreed that it pays for no event"),
    "decision_told": _("the decision that was made elsewhere was told"),
    "decision_confirmed": _("the decision that was made elsewhere was confirmed"),
    "planned": _("planned"),
    "requirement_met": _("a requirement was found to be there"),
    "account_named": _("the account was named"),
    "account_confirmed": _("the account was confirmed"),
    "requested": _("asked for"),
    "request_taken_back": _("no longer asked for"),
    "checks_passed": _("the checks were passed"),
    "checks_failed": _("the checks were not passed"),
    "approved": _("approved"),
    "begun_again": _("put back: something had changed"),
    "sending_refused": _("was not allowed to leave"),
    "sent": _("sent"),
    "file_fetched": _("the file for the bank was fetched"),
    "reconciled": _("compared with the bank's statement"),
    "confirmed": _("arrived"),
    "failed": _("failed"),
    "returned": _("money came back"),
    "held": _("held"),
    "hold_lifted": _("a hold ended"),
    "canceled": _("canceled"),
    "story_taken": _("this story was taken away as a file"),
}

OF_PROPOSALS: Verbs = {
    "began": _("begun"),
    "described": _("described"),
    "reckoned": _("the budget was reckoned"),
    "chose measures": _("measures were chosen"),
    "submit": _("handed in"),
    "screen": _("taken up by an officer"),
    "ask for more": _("more was asked"),
    "answer": _("the question was answered"),
    "open review": _("the review began"),
    "declared": _("somebody said whether they have a conflict"),
    "reviewed": _("reviewed"),
    "deliberate": _("the committee deliberates"),
    "voted": _("somebody voted"),
    "counted": _("the votes were counted"),
    "record decision": _("the decision was written down"),
    "approve": _("granted"),
    "approve with conditions": _("granted on conditions"),
    "defer": _("put off"),
    "take up again": _("taken up again"),
    "asked to join": _("somebody was asked to apply too"),
    "joined": _("somebody applies too"),
    "let go": _("somebody no longer applies"),
    "disclosed roles": _("roles were disclosed"),
    "answered the form": _("the questions were answered"),
    "said what keeps its people safe": _("it was said what keeps its people safe"),
    "hidden": _("kept from the public"),
    "shown": _("shown to the public"),
}

BY_SORT = {"proposals.proposal": OF_PROPOSALS}
