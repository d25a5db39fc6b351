from __future__ import annotations

from django.urls import path

from thriving.programs.events.views import event

app_name = "events"
urlpatterns = [
    path("events/<slug:key>/", event.event, name="event"),
]
