from __future__ import annotations

from django.urls import path

from thriving.programs.experiments import views

app_name = "experiments"
urlpatterns = [
    *views.EXPERIMENTS.urls("experiments", views.experiments, "experiments"),
    path("experiments/new/", views.new, name="new"),
    path("experiments/<slug:key>/", views.experiment, name="experiment"),
    path("experiments/<slug:key>/rewrite/", views.rewrite, name="rewrite"),
    path("experiments/<slug:key>/<slug:step>/", views.step, name="step"),
]
