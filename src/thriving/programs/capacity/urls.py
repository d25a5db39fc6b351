from __future__ import annotations

from django.urls import path

from thriving.programs.capacity.views import assessments, overview, paths, steps

app_name = "capacity"
urlpatterns = [
    *overview.REPORT.urls("capacity", overview.report, "report"),
    path("capacity/list/", overview.capacities, name="capacities"),
    path("capacity/list/<int:version>/", overview.capacities, name="capacities-of"),
    *paths.GROWTH.urls("capacity/growth", paths.paths, "paths"),
    path("capacity/looks/", steps.looks, name="looks"),
    path("capacity/looks/<int:pk>/", steps.look, name="look"),
    path("capacity/looks/<int:pk>/<slug:step>/", steps.look_step, name="look-step"),
    path("capacity/affiliates/<slug:key>/", assessments.affiliate, name="affiliate"),
    path("capacity/affiliates/<slug:key>/assess/", assessments.begin, name="begin"),
    path("capacity/affiliates/<slug:key>/grow/", paths.new, name="new-path"),
    path("capacity/assessments/<slug:key>/", assessments.assessment, name="assessment"),
    path("capacity/assessments/<slug:key>/groups/<slug:group>/", assessments.group, name="group"),
    path("capacity/assessments/<slug:key>/documents/<slug:capacity>/", assessments.document, name="document"),
    path("capacity/assessments/<slug:key>/<slug:step>/", steps.step, name="step"),
    path("capacity/compare/<slug:earlier>/<slug:later>/", assessments.compare, name="compare"),
    path("capacity/paths/<slug:key>/", paths.path, name="path"),
    path("capacity/paths/<slug:key>/rewrite/", paths.rewrite, name="rewrite-path"),
    path("capacity/paths/<slug:key>/<slug:step>/", paths.step, name="path-step"),
]
