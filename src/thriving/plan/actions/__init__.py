"""What is written to plans: each a verb, in one transaction, with its note in the diary."""

from thriving.plan.actions.check_in import check_in
from thriving.plan.actions.closing import close_period
from thriving.plan.actions.editing import (
    add_part,
    change_part,
    change_requirement,
    change_target,
    edit_words,
    move_part,
    remove_part,
)
from thriving.plan.actions.loading import load
from thriving.plan.actions.releasing import publish_due, publish_release
from thriving.plan.actions.revising import EditRefused, open_plan

__all__ = [
    "EditRefused",
    "add_part",
    "change_part",
    "change_requirement",
    "change_target",
    "check_in",
    "close_period",
    "edit_words",
    "load",
    "move_part",
    "open_plan",
    "publish_due",
    "publish_release",
    "remove_part",
]
