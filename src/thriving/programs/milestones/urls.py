from __future__ import annotations

from django.urls import path

from thriving.programs.milestones import views

app_name = "milestones"
urlpatterns = [
    *views.MILESTONES.urls("milestones", views.milestones, "milestones"),
    path("milestones/new/", views.new, name="new"),
    *views.STEPS.urls("milestones/<slug:key>", views.milestone, "milestone"),
    path("milestones/<slug:key>/rewrite/", views.rewrite, name="rewrite"),
    path("milestones/<slug:key>/owners/", views.owners, name="owners"),
    path("milestones/<slug:key>/<slug:step>/documents/<int:version>/", views.document, name="document"),
    path("milestones/<slug:key>/<slug:step>/reach/", views.reach, name="reach"),
    path("milestones/<slug:key>/<slug:step>/take-back/", views.take_back, name="take_back"),
    path("milestones/<slug:key>/<slug:step>/untie/", views.untie, name="untie"),
]
