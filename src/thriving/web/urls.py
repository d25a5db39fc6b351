from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from thriving.web import views
from thriving.web.health import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("health", health, name="health"),
    path("", include((views.PAGES, "web"))),
    path("", include("thriving.ui.urls")),
    path("", include("thriving.evidence.urls")),
    path("", include("thriving.movement.urls")),
    path("", include("thriving.questions.urls")),
    path("", include("thriving.plan.urls")),
    path("", include("thriving.wiki.urls")),
    path("", include("thriving.programs.events.urls")),
    path("", include("thriving.programs.finder.urls")),
    path("", include("thriving.programs.matching.urls")),
    path("", include("thriving.programs.experiments.urls")),
    path("", include("thriving.programs.milestones.urls")),
    path("", include("thriving.programs.positions.urls")),
    path("", include("thriving.programs.campaigns.urls")),
    path("", include("thriving.programs.initiatives.urls")),
    path("", include("thriving.programs.patterns.urls")),
    path("", include("thriving.programs.asking.urls")),
    path("", include("thriving.programs.mentoring.urls")),
    path("", include("thriving.programs.partnerships.urls")),
    path("", include("thriving.programs.exchange.urls")),
    path("", include("thriving.programs.capacity.urls")),
    path("", include("thriving.programs.councils.urls")),
    path("", include("thriving.programs.needs.urls")),
    path("", include("thriving.grants.review.urls")),
    path("", include("thriving.grants.agreements.urls")),
    path("", include("thriving.grants.payments.urls")),
    path("", include("thriving.grants.funds.urls")),
    path("", include("thriving.grants.proposals.urls")),
    path("", include("thriving.grants.reports.urls")),
    path("", include("thriving.safety.conduct.urls")),
    path("", include("thriving.safety.protocols.urls")),
    path("", include("thriving.safety.event_risk.urls")),
    path("", include("thriving.safety.crisis.urls")),
]

if settings.DEMO:
    urlpatterns.append(path("demo/", include("thriving.web.demo.urls")))

handler400 = "thriving.web.refusals.bad_request"
handler403 = "thriving.web.refusals.permission_denied"
handler404 = "thriving.web.refusals.not_found"
handler500 = "thriving.web.refusals.server_error"
