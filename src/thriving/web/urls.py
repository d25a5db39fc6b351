from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from thriving.plan import records
from thriving.web import views
from thriving.web.health import health

pages = [
    path("", views.home, name="home"),
    *records.ANNOUNCEMENT.urls("announcement", views.announcement, "announcement"),
    path("openapi.json", views.openapi, name="openapi"),
    path("robots.txt", views.robots, name="robots"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("health", health, name="health"),
    path("", include((pages, "web"))),
    path("", include("thriving.ui.urls")),
    path("", include("thriving.evidence.urls")),
    path("", include("thriving.movement.urls")),
    path("", include("thriving.plan.urls")),
]

if settings.DEMO:
    urlpatterns.append(path("demo/", include("thriving.web.demo.urls")))

handler400 = "thriving.web.refusals.bad_request"
handler403 = "thriving.web.refusals.permission_denied"
handler404 = "thriving.web.refusals.not_found"
handler500 = "thriving.web.refusals.server_error"
