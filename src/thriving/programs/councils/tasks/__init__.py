"""What this package does again and again."""

from thriving.programs.councils.tasks import meetings as meetings
from thriving.programs.councils.tasks import recommendations as recommendations
from thriving.programs.councils.tasks import seats as seats
