from __future__ import annotations

from django.urls import path

from thriving.programs.partnerships import views

app_name = "partnerships"
_ONE, _VERSION = "partnerships/<slug:key>", "partnerships/<slug:key>/agreement/<int:number>"
_STREAM = f"{_ONE}/streams/<slug:stream>"
urlpatterns = [
    *views.PARTNERS.urls("partners", views.partners, "partners"),
    path("partners/new/", views.new_partner, name="new_partner"),
    path("partners/<slug:key>/", views.partner, name="partner"),
    path("partners/<slug:key>/describe/", views.describe_partner, name="describe_partner"),
    path("partners/<slug:key>/meet/", views.meet, name="meet"),
    path("partners/<slug:key>/propose/", views.propose, name="propose"),
    *views.MEETINGS.urls("meetings-with-partners", views.meetings, "meetings"),
    path("meetings-with-partners/<int:pk>/", views.meeting, name="meeting"),
    path("meetings-with-partners/<int:pk>/evidence/", views.minutes, name="minutes"),
    path("meetings-with-partners/<int:pk>/withdraw/", views.withdraw_meeting, name="withdraw_meeting"),
    *views.PARTNERSHIPS.urls("partnerships", views.partnerships, "partnerships"),
    path(f"{_ONE}/", views.partnership, name="partnership"),
    path(f"{_ONE}/draft/", views.draft, name="draft"),
    path(f"{_ONE}/add-stream/", views.add_stream, name="add_stream"),
    path(f"{_ONE}/to/<slug:step>/", views.step, name="step"),
    path(f"{_ONE}/renewal/<slug:step>/", views.renewal, name="renewal"),
    *views.CLAUSES.urls(_VERSION, views.clauses, "version"),
    path(f"{_VERSION}/document/", views.document, name="document"),
    path(f"{_VERSION}/to/<slug:step>/", views.version_step, name="version_step"),
    path(f"{_STREAM}/", views.stream, name="stream"),
    path(f"{_STREAM}/to/<slug:step>/", views.stream_step, name="stream_step"),
    path(f"{_STREAM}/findings/<int:number>/withdraw/", views.withdraw_finding, name="withdraw_finding"),
    path(f"{_STREAM}/findings/<int:number>/evidence/", views.evidence, name="evidence"),
]
