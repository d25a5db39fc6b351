from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from thriving.web.health import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("health", health, name="health"),
    path("", include("thriving.ui.urls")),
    path("", include("thriving.movement.urls")),
]

if settings.DEMO:
    urlpatterns.append(path("demo/", include("thriving.web.demo.urls")))
