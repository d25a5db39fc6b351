"""From a plan to what came of it. Days pass by themselves; whether they have, the event's own times say."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thriving.kernel import clock, gate
from thriving.kernel.lifecycle import Condition, Lifecycle, Move, declare

DRAFT, PUBLISHED, RUNNING = "draft", "published", "running"
HELD, REPORTED, CANCELED = "held", "reported", "canceled"

AHEAD = (PUBLISHED, RUNNING)  # announced, and not over by its state
OVER = (HELD, REPORTED)

# Filled by whoever judges the risks of events: where an affiliate wants it, they decide what is announced.
ANNOUNCE = gate.declare(gate.Gate("announce an event", {"risk": _("Its risks were judged")}))

_HAS_POLICY = Condition(
    lambda event: bool(event.policy or event.policy_url),
    _("Say first which friendly-space policy holds: write it, or give its address."),
)
_HAS_SAFETY_CONTACT = Condition(
    lambda event: event.is_online_only or bool(event.safety_person_id or event.safety_contact),
    _("An event in person needs a safety contact first: a person, or words that say whom to call."),
)
_HAS_PLACE = Condition(
    lambda event: event.is_online_only or bool(event.country and event.place),
    _("An event in person needs its country and its place first."),
)
_HAS_ORGANIZER = Condition(
    lambda event: event.organizers.exists(), _("Name at least one organizer first, who answers for it.")
)
_IS_AHEAD = Condition(
    lambda event: event.ends_at > clock.now(), _("It is over by its times: give it times that are to come.")
)
_MAY_BE_ANNOUNCED = Condition(
    lambda event: ANNOUNCE.ask(event).open,
    _(
        "An affiliate of its organizers announces events in person only once they passed the risk protocol: "
        "the page of its risks says what is missing."
    ),
)
_HAS_BEGUN = Condition(lambda event: event.starts_at <= clock.now(), _("It has not begun yet."))
_HAS_ENDED = Condition(lambda event: event.ends_at <= clock.now(), _("It has not ended yet."))

EVENT = declare(
    Lifecycle(
        "an event",
        start=DRAFT,
        moves=(
            Move(
                "publish",
                (DRAFT,),
                PUBLISHED,
                needs=(
                    "title",
                    "text",
                    _HAS_POLICY,
                    _HAS_SAFETY_CONTACT,
                    _HAS_PLACE,
                    _HAS_ORGANIZER,
                    _IS_AHEAD,
                    _MAY_BE_ANNOUNCED,
                ),
                title=_("Publish it"),
            ),
            Move("begin", (PUBLISHED,), RUNNING, needs=(_HAS_BEGUN,), title=_("Begin")),
            Move("end", (RUNNING,), HELD, needs=(_HAS_ENDED,), title=_("End")),
            Move("report", (HELD,), REPORTED, title=_("Hand in the report")),
            Move("cancel", (DRAFT, *AHEAD), CANCELED, needs=("reason",), title=_("Cancel it")),
            Move("take_back", OVER, CANCELED, needs=("reason",), title=_("Say that it did not take place")),
        ),
    )
)
