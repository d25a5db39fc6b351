from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("thriving.ui.urls")),
]

if settings.DEMO:
    urlpatterns.append(path("demo/", include("thriving.web.demo.urls")))
