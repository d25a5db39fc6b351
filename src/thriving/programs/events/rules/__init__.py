"""Who may see and do what with events."""

from thriving.programs.events.rules import event as event
from thriving.programs.events.rules import registration as registration
