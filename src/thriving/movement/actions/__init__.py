"""What is done with people and roles, each a verb."""

from thriving.movement.actions.accounts import (
    arrive_by_wiki,
    change_password,
    close_account,
    end_sign_ins,
    welcome,
)
from thriving.movement.actions.actor import Actor, Refused
from thriving.movement.actions.leaving import leave
from thriving.movement.actions.profile import choose_letters, introduce
from thriving.movement.actions.reference import load_reference, load_shipped_reference, preview_reference
from thriving.movement.actions.roles import end_role, grant_role, remind_of_end

__all__ = [
    "Actor",
    "Refused",
    "arrive_by_wiki",
    "change_password",
    "choose_letters",
    "close_account",
    "end_role",
    "end_sign_ins",
    "grant_role",
    "introduce",
    "leave",
    "load_reference",
    "load_shipped_reference",
    "preview_reference",
    "remind_of_end",
    "welcome",
]
