from __future__ import annotations

from django.urls import path

from thriving.grants.reports import views

app_name = "grant_reports"
_ONE = "grants/reports/<slug:key>"
urlpatterns = [
    *views.GRANTS.urls("grants", views.grants, "grants"),
    *views.MINE.urls("grants/mine", views.mine, "mine"),
    *views.REPORTS.urls("grants/reports", views.reports, "reports"),
    path("grants/agreements/<slug:key>/ask-for-report/", views.schedule, name="schedule"),
    path(f"{_ONE}/", views.report, name="report"),
    path(f"{_ONE}/write/", views.write, name="write"),
    path(f"{_ONE}/receipts/new/", views.new_receipt, name="new_receipt"),
    path(f"{_ONE}/receipts/<slug:receipt>/", views.receipt, name="receipt"),
    path(f"{_ONE}/receipts/<slug:receipt>/take-away/", views.take_away, name="take_away"),
    path(f"{_ONE}/to/<slug:step>/", views.step, name="step"),
]
