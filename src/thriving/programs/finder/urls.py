from __future__ import annotations

from django.urls import path

from thriving.programs.finder import views

app_name = "finder"
urlpatterns = [path("find/", views.find, name="find"), path("find/useful/", views.useful, name="useful")]
