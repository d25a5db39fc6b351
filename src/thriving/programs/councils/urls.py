from __future__ import annotations

from django.urls import path

from thriving.programs.councils.views import (
    calls,
    councils,
    meetings,
    nominating,
    recommendations,
    seats,
    selecting,
)

app_name = "councils"
_COUNCIL = "councils/<slug:key>/"
_CALL = f"{_COUNCIL}calls/<int:number>/"
_CANDIDATE = f"{_CALL}candidates/<slug:nomination>/"
_MEETING = f"{_COUNCIL}meetings/<int:number>/"
_RECOMMENDATION = f"{_COUNCIL}recommendations/<int:number>/"

urlpatterns = [
    *councils.COUNCILS.urls("councils", councils.councils, "councils"),
    path("councils/new/", councils.new, name="new"),
    path("nominations/<slug:token>/", nominating.nomination, name="nomination"),
    path("nominations/<slug:token>/no/", nominating.decline, name="decline"),
    path("standing/<slug:key>/", nominating.standing, name="standing"),
    path("standing/<slug:key>/withdraw/", nominating.withdraw, name="withdraw"),
    path(_COUNCIL, councils.council, name="council"),
    path(f"{_COUNCIL}change/", councils.change, name="change"),
    path(f"{_COUNCIL}move/<slug:move>/", councils.move, name="move"),
    path(f"{_COUNCIL}charter/", councils.charter, name="charter"),
    path(f"{_COUNCIL}charter/new/", councils.adopt, name="adopt"),
    path(f"{_COUNCIL}steps/", councils.steps, name="steps"),
    path(f"{_COUNCIL}owners/", councils.owners, name="owners"),
    path(f"{_COUNCIL}owners/<int:number>/release/", councils.release_owner, name="release_owner"),
    path(f"{_COUNCIL}seats/", seats.seats, name="seats"),
    path(f"{_COUNCIL}seats/new/", seats.add_seat, name="add_seat"),
    path(f"{_COUNCIL}seats/<int:number>/close/", seats.close_seat, name="close_seat"),
    path(f"{_COUNCIL}terms/new/", seats.add_term, name="add_term"),
    path(f"{_COUNCIL}members/<slug:member>/", seats.membership, name="membership"),
    path(f"{_COUNCIL}members/<slug:member>/<slug:move>/", seats.move, name="move_member"),
    path(f"{_COUNCIL}rubric/", calls.selection, name="selection"),
    path(f"{_COUNCIL}rubric/new/", calls.make_rubric, name="make_rubric"),
    path(f"{_COUNCIL}calls/new/", calls.new, name="new_call"),
    path(_CALL, calls.call, name="call"),
    path(f"{_CALL}change/", calls.rewrite, name="rewrite_call"),
    path(f"{_CALL}rubric/", calls.rubric, name="rubric"),
    path(f"{_CALL}panel/", calls.panel, name="panel"),
    path(f"{_CALL}panel/<int:panelist>/release/", calls.release_panelist, name="release_panelist"),
    path(f"{_CALL}step/<slug:step>/", calls.step, name="step_call"),
    path(f"{_CALL}propose/", nominating.nominate, name="nominate"),
    path(f"{_CALL}stand/", nominating.stand, name="stand"),
    path(f"{_CALL}conflicts/", selecting.conflicts, name="conflicts"),
    path(f"{_CALL}decide/", selecting.decide, name="decide"),
    path(f"{_CALL}candidates/", selecting.candidates, name="candidates"),
    path(_CANDIDATE, selecting.candidate, name="candidate"),
    path(f"{_CANDIDATE}conflict/", selecting.recuse, name="recuse"),
    path(f"{_CANDIDATE}seats/<int:seat>/", selecting.give_seat, name="give_seat"),
    *meetings.MEETINGS.urls(f"{_COUNCIL}meetings", meetings.meetings, "meetings"),
    path(f"{_COUNCIL}meetings/new/", meetings.new_meeting, name="new_meeting"),
    path(_MEETING, meetings.meeting, name="meeting"),
    path(f"{_MEETING}naming/", meetings.naming, name="naming"),
    path(f"{_MEETING}here/", meetings.here, name="here"),
    path(f"{_MEETING}papers/<int:item>/", meetings.paper, name="paper"),
    path(f"{_MEETING}<slug:step>/", meetings.meeting_step, name="meeting_step"),
    *recommendations.RECOMMENDATIONS.urls(
        f"{_COUNCIL}recommendations", recommendations.recommendations, "recommendations"
    ),
    path(f"{_COUNCIL}recommendations/new/", recommendations.new_recommendation, name="new_recommendation"),
    path(f"{_COUNCIL}recommendations/time/", recommendations.answer_time, name="answer_time"),
    path(_RECOMMENDATION, recommendations.recommendation, name="recommendation"),
    path(f"{_RECOMMENDATION}<slug:step>/", recommendations.recommendation_step, name="recommendation_step"),
]
