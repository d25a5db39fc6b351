from thriving.programs.councils.views import calls as calls
from thriving.programs.councils.views import councils as councils
from thriving.programs.councils.views import meetings as meetings
from thriving.programs.councils.views import nominating as nominating
from thriving.programs.councils.views import seats as seats
from thriving.programs.councils.views import selecting as selecting
