from __future__ import annotations

from django.urls import path

from thriving.wiki.views import lake, signs

app_name = "wiki"
urlpatterns = [
    path("lake/", lake.lake, name="lake"),
    path("lake/runs/<int:pk>/", lake.run, name="run"),
    path("lake/rejects/<slug:key>/", lake.rejects, name="rejects"),
    *signs.SIGNS.urls("wikis/<slug:code>/signs", signs.signs, "signs"),
    *signs.SIGN.urls("wikis/<slug:code>/signs/<slug:metric>", signs.sign, "sign"),
]
