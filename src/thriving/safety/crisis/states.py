"""From a report to what was learned from it; whatever becomes of it is decided by somebody, with a reason."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thriving.kernel.lifecycle import Condition, Lifecycle, Move, declare

REPORTED, QUALIFYING, NOT_QUALIFYING, QUALIFIED = "reported", "qualifying", "not_qualifying", "qualified"
ACTIVATED, STABLE, MONITORING, STOOD_DOWN = "activated", "stable", "monitoring", "stood_down"
REVIEW_DUE, REVIEW_DRAFT, IN_REVIEW, REVIEWED = "review_due", "review_draft", "in_review", "reviewed"
CLOSED, LINKED = "closed", "linked"

UNDECIDED = (REPORTED, QUALIFYING)
AT_WORK = (ACTIVATED, STABLE, MONITORING)
RUNNING = (QUALIFIED, *AT_WORK)  # its clocks run
IN_HAND = (*RUNNING, STOOD_DOWN)
AFTERWARDS = (REVIEW_DUE, REVIEW_DRAFT, IN_REVIEW, REVIEWED)
# From here on it is a crisis, with a severity that somebody decided on and a codename.
NAMED = (*IN_HAND, *AFTERWARDS, CLOSED)
# While it is one of these, nothing else bears its codename.
HOLDS_ITS_NAME = (*IN_HAND, *AFTERWARDS)

_is_led = Condition(
    lambda crisis: crisis.parts_open() == (),
    _("Name first who leads, who stands in for them, and who keeps the record."),
)
_has_a_checklist = Condition(
    lambda crisis: crisis.steps.exists(),
    _("Choose a playbook first: its steps become the checklist."),
)
_has_actions = Condition(
    lambda crisis: crisis.actions.exists(),
    _("Say first what is to be done so that it goes better another time."),
)
_actions_are_settled = Condition(
    lambda crisis: not crisis.actions.filter(state="open").exists(),
    _("Each action of the review is done, or accepted as it is, before this is closed."),
)
CRISIS = declare(
    Lifecycle(
        "a crisis",
        start=REPORTED,
        moves=(
            Move("take_up", (REPORTED,), QUALIFYING, title=_("Take the report up")),
            Move(
                "qualify",
                (QUALIFYING,),
                QUALIFIED,
                needs=("codename",),
                title=_("Decide that it is a crisis"),
            ),
            Move("turn_down", (QUALIFYING,), NOT_QUALIFYING, title=_("Decide that it is no crisis")),
            Move("contest", (NOT_QUALIFYING,), QUALIFYING, title=_("Have it decided anew")),
            Move("link", UNDECIDED, LINKED, needs=("duplicate_of",), title=_("Say that it is known already")),
            Move("part", (LINKED,), QUALIFYING, title=_("Have it decided by itself")),
            Move(
                "activate",
                (QUALIFIED,),
                ACTIVATED,
                needs=(_is_led, _has_a_checklist),
                title=_("Begin to answer"),
            ),
            Move("steady", (ACTIVATED,), STABLE, title=_("Say that it is stable")),
            Move("watch", (STABLE,), MONITORING, title=_("Only watch from now on")),
            Move("stand_down", (MONITORING,), STOOD_DOWN, title=_("Stand down")),
            Move("reopen", (MONITORING, STOOD_DOWN), ACTIVATED, needs=(_is_led,), title=_("Open it again")),
            Move("call_review", (STOOD_DOWN,), REVIEW_DUE, title=_("Call for the review")),
            Move("hold_review", (REVIEW_DUE,), REVIEW_DRAFT, title=_("Say that the review was held")),
            Move(
                "hand_in_review",
                (REVIEW_DRAFT,),
                IN_REVIEW,
                needs=(_has_actions,),
                title=_("Hand the review in"),
            ),
            Move("return_review", (IN_REVIEW,), REVIEW_DRAFT, title=_("Ask for changes of the review")),
            Move("accept_review", (IN_REVIEW,), REVIEWED, title=_("Accept the review")),
            Move("close", (REVIEWED,), CLOSED, needs=(_actions_are_settled,), title=_("Close it")),
        ),
    )
)
