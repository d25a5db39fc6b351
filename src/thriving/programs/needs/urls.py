from __future__ import annotations

from django.urls import path

from thriving.programs.needs import views
from thriving.programs.needs.views.assessments import ASSESSMENTS, HOLDERS
from thriving.programs.needs.views.rounds import ROUNDS
from thriving.programs.needs.views.summary import SUMMARY

app_name = "needs"
urlpatterns = [
    *ROUNDS.urls("needs", views.rounds, "rounds"),
    path("needs/new/", views.new, name="new"),
    path("needs/answer/<slug:link>/", views.answer, name="answer"),
    path("needs/answer/<slug:link>/take-back/", views.take_back, name="take_back"),
    *SUMMARY.urls("needs/<slug:key>", views.summary, "round"),
    path("needs/<slug:key>/plan/", views.plan, name="plan"),
    path("needs/<slug:key>/team/", views.team, name="team"),
    path("needs/<slug:key>/paper/", views.paper, name="paper"),
    path("needs/<slug:key>/steps/<slug:name>/", views.step, name="step"),
    path("needs/<slug:key>/regions/<slug:region>/", views.region, name="region"),
    *HOLDERS.urls("needs/<slug:key>/holders", views.holders, "holders"),
    *ASSESSMENTS.urls("needs/<slug:key>/assessments", views.assessments, "assessments"),
    path("needs/<slug:key>/assessments/new/", views.invite, name="invite"),
    path("needs/<slug:key>/assessments/<slug:assessment>/", views.assessment, name="assessment"),
    path("needs/<slug:key>/assessments/<slug:assessment>/link/", views.new_link, name="new_link"),
    path("needs/<slug:key>/assessments/<slug:assessment>/take-back/", views.withdraw, name="withdraw"),
    path("needs/<slug:key>/tables/", views.tables, name="tables"),
    path("needs/<slug:key>/tables/template/", views.template, name="template"),
    path("needs/<slug:key>/tables/<int:pk>/", views.table, name="table"),
]
