from __future__ import annotations

from django.urls import path

from thriving.web.demo import views

app_name = "demo"
urlpatterns = [
    path("become/", views.become, name="become"),
    path("day/", views.choose_day, name="day"),
    path("start-over/", views.start_over, name="start-over"),
    path("mails/", views.mails, name="mails"),
    path("mails/<int:pk>/", views.mail, name="mail"),
]
