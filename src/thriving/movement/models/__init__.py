"""The tables of the movement, a file each."""

from thriving.movement.models.attempt import SignInAttempt
from thriving.movement.models.person import People, Person, new_key
from thriving.movement.models.role import RoleHolding

__all__ = ["People", "Person", "RoleHolding", "SignInAttempt", "new_key"]
