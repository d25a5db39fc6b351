from __future__ import annotations

from django.urls import path

from thriving.movement.views import proof
from thriving.movement.views import sign_in as views

app_name = "movement"
urlpatterns = [
    path("sign-in/", views.sign_in, name="sign_in"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("account/prove/", proof.prove, name="prove"),
]
