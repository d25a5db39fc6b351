from __future__ import annotations

from django.urls import path

from thriving.grants.funds import views

app_name = "funds"
_ROUND = "grants/rounds/<slug:key>"
urlpatterns = [
    *views.FUNDS.urls("grants/funds", views.funds, "funds"),
    path("grants/funds/new/", views.new_fund, name="new_fund"),
    path("grants/funds/<slug:key>/describe/", views.describe_fund, name="describe_fund"),
    path("grants/funds/<slug:fund>/plan/", views.new_round, name="new_round"),
    *views.ROUNDS.urls("grants/rounds", views.rounds, "rounds"),
    path(f"{_ROUND}/", views.grant_round, name="round"),
    path(f"{_ROUND}/change/", views.change_round, name="change_round"),
    path(f"{_ROUND}/quiz/", views.quiz, name="quiz"),
    path(f"{_ROUND}/to/<slug:name>/", views.step, name="step"),
    *views.RATES.urls("grants/rates", views.rates, "rates"),
    path("grants/rates/record/", views.record_rate, name="record_rate"),
]
