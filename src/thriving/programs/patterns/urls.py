from __future__ import annotations

from django.urls import path

from thriving.programs.patterns import views

app_name = "patterns"
urlpatterns = [
    *views.public.PATTERNS.urls("learning-patterns", views.public.patterns, "patterns"),
    path("learning-patterns/new/", views.writing.new, name="new"),
    path("learning-patterns/<slug:key>/", views.public.pattern, name="pattern"),
    path("learning-patterns/<slug:key>/rewrite/", views.writing.rewrite, name="rewrite"),
    path("learning-patterns/<slug:key>/endorse/", views.using.endorse, name="endorse"),
    path("learning-patterns/<slug:key>/take-back/", views.using.take_back, name="take_back"),
    path("learning-patterns/<slug:key>/use/", views.using.use, name="use"),
    path(
        "learning-patterns/<slug:key>/uses/<int:pk>/take-back/",
        views.using.take_back_use,
        name="take_back_use",
    ),
    path("learning-patterns/<slug:key>/translate/", views.translating.languages, name="languages"),
    path(
        "learning-patterns/<slug:key>/translate/<slug:language>/",
        views.translating.translate,
        name="translate",
    ),
    path("learning-patterns/<slug:key>/step/<slug:step>/", views.writing.step, name="step"),
]
