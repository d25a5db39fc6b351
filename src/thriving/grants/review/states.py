"""A committee is put together, works on the proposals of its round, and ends with it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from thriving.kernel.lifecycle import Condition, Lifecycle, Move, declare

FORMING, WORKING, DISSOLVED = "forming", "working", "dissolved"

LEAST_VOTES = 2  # nobody decides alone


def _has_a_rubric(committee: Any) -> bool:
    return committee.rubric_id is not None


def _has_enough_members(committee: Any) -> bool:
    wanted = max(committee.quorum, committee.reviews_wanted)
    return bool(committee.members.filter(left_at=None, person__is_active=True).count() >= wanted)


def _has_nothing_in_hand(committee: Any) -> bool:
    return not committee.in_hand().exists()


COMMITTEE = declare(
    Lifecycle(
        "a committee that decides on proposals",
        start=FORMING,
        moves=(
            Move(
                "begin",
                (FORMING,),
                WORKING,
                needs=(
                    Condition(_has_a_rubric, _("Make the rubric first: members judge by nothing else.")),
                    Condition(
                        _has_enough_members,
                        _("Name more members first: as many as must review, and as many as must vote."),
                    ),
                ),
                title=_("Let the committee begin"),
            ),
            Move(
                "dissolve",
                (FORMING, WORKING),
                DISSOLVED,
                needs=(
                    Condition(
                        _has_nothing_in_hand,
                        _("The committee has proposals in hand: decide on them first."),
                    ),
                ),
                title=_("End the committee"),
            ),
        ),
    )
)
