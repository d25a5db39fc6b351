"""Who may do what on a council and with what belongs to it."""

from thriving.programs.councils.rules import calls as calls
from thriving.programs.councils.rules import councils as councils
from thriving.programs.councils.rules import meetings as meetings
from thriving.programs.councils.rules import recommendations as recommendations
