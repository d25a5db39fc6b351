"""What waits for whom in councils."""

from thriving.programs.councils.waiting import meetings as meetings
from thriving.programs.councils.waiting import preparing as preparing
from thriving.programs.councils.waiting import recommendations as recommendations
from thriving.programs.councils.waiting import seats as seats
