from __future__ import annotations

from django.urls import path

from thriving.programs.positions import views

app_name = "positions"
urlpatterns = [
    *views.POSITIONS.urls("positions", views.positions, "positions"),
    path("positions/new/", views.new, name="new"),
    path("positions/<slug:key>/", views.position, name="position"),
    path("positions/<slug:key>/rewrite/", views.rewrite, name="rewrite"),
    path("positions/<slug:key>/name/", views.name, name="name"),
    path("positions/<slug:key>/steps/", views.steps, name="steps"),
    path("positions/<slug:key>/<slug:step>/", views.step, name="step"),
]
