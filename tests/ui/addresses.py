"""The addresses of this package alone."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [path("", include("thriving.ui.urls"))]
