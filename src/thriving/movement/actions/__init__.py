"""What is done with people and roles, each a verb."""

from thriving.movement.actions.accounts import change_password, close_account, welcome
from thriving.movement.actions.actor import Actor, Refused
from thriving.movement.actions.roles import end_role, grant_role

__all__ = ["Actor", "Refused", "change_password", "close_account", "end_role", "grant_role", "welcome"]
