from __future__ import annotations

from django.urls import path

from thriving.programs.matching import views

app_name = "matching"
urlpatterns = [
    path("find/weights/", views.weights, name="weights"),
    path("find/weights/<slug:purpose>/", views.weigh, name="weigh"),
]
