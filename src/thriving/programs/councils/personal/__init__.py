"""What councils know of a person: what goes into their file, and what becomes of it when they leave."""

from thriving.programs.councils.personal import calls as calls
from thriving.programs.councils.personal import councils as councils
from thriving.programs.councils.personal import recommendations as recommendations
