from __future__ import annotations

from django.urls import path

from thriving.ui import views

app_name = "ui"
urlpatterns = [
    path("design/", views.design, name="design"),
    path("language/", views.choose, name="language"),
]
