from __future__ import annotations

from django.urls import path

from thriving.grants.review.views import committees, proposals

app_name = "review"
_COMMITTEE = "grants/committees/<slug:key>/"
_REVIEW = "grants/review/<slug:key>/"

urlpatterns = [
    *committees.COMMITTEES.urls("grants/committees", committees.committees, "committees"),
    path("grants/rounds/<slug:key>/committee/", committees.start, name="start"),
    path(_COMMITTEE, committees.committee, name="committee"),
    path(f"{_COMMITTEE}change/", committees.change, name="change"),
    path(f"{_COMMITTEE}rubric/", committees.rubric, name="rubric"),
    path(f"{_COMMITTEE}rubric/new/", committees.make_rubric, name="make_rubric"),
    path(f"{_COMMITTEE}members/new/", committees.name_member, name="name_member"),
    path(f"{_COMMITTEE}members/<int:member>/release/", committees.release_member, name="release_member"),
    path(f"{_COMMITTEE}move/<slug:move>/", committees.move, name="move"),
    *proposals.PROPOSALS.urls(f"{_COMMITTEE}proposals", proposals.proposals, "proposals"),
    path(_REVIEW, proposals.proposal, name="proposal"),
    path(f"{_REVIEW}declare/", proposals.declare, name="declare"),
    path(f"{_REVIEW}review/", proposals.give_review, name="give_review"),
    path(f"{_REVIEW}vote/", proposals.vote, name="vote"),
    path(f"{_REVIEW}step/<slug:step>/", proposals.step, name="step"),
    path(f"{_REVIEW}decide/", proposals.decide, name="decide"),
    path(f"{_REVIEW}decision/", proposals.decision, name="decision"),
]
