"""What is done with people and roles, each a verb."""

from thriving.movement.actions.accounts import change_password, close_account, welcome
from thriving.movement.actions.actor import Actor, Refused
from thriving.movement.actions.reference import load_reference, load_shipped_reference, preview_reference
from thriving.movement.actions.roles import end_role, grant_role, remind_of_end

__all__ = [
    "Actor",
    "Refused",
    "change_password",
    "close_account",
    "end_role",
    "grant_role",
    "load_reference",
    "load_shipped_reference",
    "preview_reference",
    "remind_of_end",
    "welcome",
]
