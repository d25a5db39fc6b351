from __future__ import annotations

from django.urls import path

from thriving.programs.events.views import (
    answers,
    calendar,
    door,
    event,
    events,
    lists,
    participation,
    people,
    planning,
    registration,
    report,
    translating,
)

app_name = "events"
urlpatterns = [
    path("events/mine/<slug:token>/", registration.private_registration, name="private_registration"),
    path("events/mine/<slug:token>/answers/", answers.private_answers, name="private_answers"),
    path(
        "events/mine/<slug:token>/answers/delete/",
        answers.delete_private_answers,
        name="delete_private_answers",
    ),
    path("events/mine/<slug:token>/event.ics", calendar.by_link, name="private_calendar"),
    path("events/<slug:key>/register/", registration.register, name="register"),
    path("events/<slug:key>/registered/", registration.registered, name="registered"),
    path("events/<slug:key>/registration/", registration.my_registration, name="my_registration"),
    path("events/<slug:key>/admission/", participation.admission, name="admission"),
    path("events/<slug:key>/admission/ask/", participation.ask, name="ask"),
    path("events/<slug:key>/invite/", participation.invite, name="invite"),
    path("events/<slug:key>/participants/", participation.participants, name="participants"),
    path("events/<slug:key>/participants/file/", participation.participants_file, name="participants_file"),
    path("events/<slug:key>/participants/<slug:uid>/not-there/", participation.not_there, name="not_there"),
    path("events/<slug:key>/participants/<slug:uid>/remove/", participation.remove, name="remove"),
    path("events/<slug:key>/participants/<slug:uid>/put-back/", participation.put_back, name="put_back"),
    path("events/<slug:key>/door/", door.door, name="door"),
    path("events/<slug:key>/door/arrivals/", door.arrivals, name="arrivals"),
    path("events/<slug:key>/door/worker.js", door.worker, name="door_worker"),
    path("events/<slug:key>/lists/", lists.lists, name="lists"),
    path("events/<slug:key>/lists/<int:pk>/", lists.one, name="list"),
    path("events/<slug:key>/report/", report.report, name="report"),
    path("events/<slug:key>/report/write/", report.write, name="write_report"),
    path("events/<slug:key>/printed/", door.printed, name="printed"),
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
    path("events/<slug:key>/translate/", translating.languages, name="languages"),
    path("events/<slug:key>/translate/<slug:language>/", translating.translate, name="translate"),
    path("events/<slug:key>/organizers/", people.organizers, name="organizers"),
    path("events/<slug:key>/organizers/dismiss/", people.dismiss, name="dismiss"),
    path("events/<slug:key>/steps/<slug:step>/", planning.step, name="step"),
]
