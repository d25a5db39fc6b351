from __future__ import annotations

from django.urls import path

from thriving.programs.events.views import calendar, event, events, people, planning

app_name = "events"
urlpatterns = [
    *events.EVENTS.urls("events", events.events, "events"),
    path("events/new/", planning.new, name="new"),
    path("events/calendar.ics", calendar.calendar, name="calendar"),
    path("events/calendar/", calendar.mine, name="my_calendar"),
    path(
        "events/calendar/mine.ics", calendar.own, name="own_calendar"
    ),  # its secret is asked for by ?secret=
    path("events/calendar/close/", calendar.close, name="close_calendar"),
    path("events/<slug:key>/", event.event, name="event"),
    path("events/<slug:key>/event.ics", calendar.event, name="one_calendar"),
    path("events/<slug:key>/share/", event.share, name="share"),
    path("events/<slug:key>/change/", planning.change, name="change"),
    path("events/<slug:key>/organizers/", people.organizers, name="organizers"),
    path("events/<slug:key>/organizers/dismiss/", people.dismiss, name="dismiss"),
    path("events/<slug:key>/steps/<slug:step>/", planning.step, name="step"),
]
