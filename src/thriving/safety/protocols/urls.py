from __future__ import annotations

from django.urls import path

from thriving.safety.protocols import views

app_name = "protocols"
urlpatterns = [
    *views.PROTOCOLS.urls("protocols", views.all_protocols, "protocols"),
    path("protocols/<slug:key>/", views.protocol, name="protocol"),
]
