from thriving.programs.councils.views import councils as councils
