from __future__ import annotations

from django.urls import path

from thriving.programs.asking import views

app_name = "asking"
urlpatterns = [
    *views.AREAS.urls("ask", views.areas, "areas"),
    *views.PUBLISHED.urls("ask/published", views.published, "published"),
    path("ask/about/<path:area>/", views.ask, name="ask"),
    path("ask/answer/", views.answering, name="answering"),
    path("ask/answer/promise/", views.promise, name="promise"),
    path("ask/private/", views.private, name="private"),
    path("ask/private/<slug:step>/", views.private_step, name="private_step"),
    path("ask/questions/<slug:key>/", views.question, name="question"),
    path("ask/questions/<slug:key>/<slug:step>/", views.step, name="step"),
]
