"""What events know of a person: what goes into their file, and what becomes of it when they leave."""

from thriving.programs.events.personal import event as event
from thriving.programs.events.personal import registration as registration
