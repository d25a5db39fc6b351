from __future__ import annotations

from django.urls import path

from thriving.programs.councils.views import councils

app_name = "councils"
urlpatterns = [
    *councils.COUNCILS.urls("councils", councils.councils, "councils"),
    path("councils/<slug:key>/", councils.council, name="council"),
]
