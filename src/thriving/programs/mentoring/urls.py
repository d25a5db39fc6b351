from __future__ import annotations

from django.urls import path

from thriving.programs.mentoring import views

app_name = "mentoring"
urlpatterns = [
    path("mentors/", views.mentors, name="mentors"),
    path("mentors/offer/", views.offer, name="offer"),
    path("mentors/wish/", views.wish, name="wish"),
    path("mentors/find/", views.find, name="find"),
    path("mentors/find/<slug:key>/", views.ask, name="ask"),
    path("mentors/pairs/<slug:key>/", views.pair, name="pair"),
    path("mentors/pairs/<slug:key>/notes/<int:number>/", views.take_back, name="take_back"),
    path("mentors/pairs/<slug:key>/<slug:step>/", views.step, name="step"),
    path("mentors/<slug:side>/<slug:move>/", views.move, name="move"),
]
