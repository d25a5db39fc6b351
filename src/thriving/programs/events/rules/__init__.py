"""Who may see and do what with events."""

from thriving.programs.events.rules import event as event
