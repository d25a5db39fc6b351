"""Who may see and do what with people, and with affiliates and communities."""

from thriving.movement.rules import groups as groups
from thriving.movement.rules import minors as minors
from thriving.movement.rules.people import OPERATOR, parts_to_give

__all__ = ["OPERATOR", "parts_to_give"]
