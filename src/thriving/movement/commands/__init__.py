"""`thriving people`: the movement from the command line, a file for each topic."""

from thriving.movement.commands import accounts as accounts
from thriving.movement.commands import affiliates as affiliates
from thriving.movement.commands import reference as reference
from thriving.movement.commands import search as search
from thriving.movement.commands import standing as standing
from thriving.movement.commands.group import people

__all__ = ["people"]
