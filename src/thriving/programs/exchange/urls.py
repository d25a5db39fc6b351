from __future__ import annotations

from django.urls import path

from thriving.programs.exchange import views

app_name = "exchange"
_AFFILIATE, _PARTY = "exchange/affiliates/<slug:key>", "exchange/parties/<slug:key>"
urlpatterns = [
    *views.lists.LINES.urls("exchange", views.lists.lines, "lines"),
    *views.lists.SKILLS.urls("exchange/skills", views.lists.skill_tree, "skills"),
    path("exchange/mine/", views.own.mine, name="mine"),
    path("exchange/me/", views.own.me, name="me"),
    path(f"{_AFFILIATE}/", views.own.affiliate, name="affiliate"),
    path(f"{_AFFILIATE}/part/", views.own.affiliate_part, name="affiliate_part"),
    path(f"{_AFFILIATE}/lines/add/", views.own.add_line, name="add_line"),
    path(f"{_AFFILIATE}/lines/<int:number>/", views.own.line, name="line"),
    path(f"{_AFFILIATE}/lines/<int:number>/drop/", views.own.drop_line, name="drop_line"),
    path(f"{_PARTY}/pause/", views.own.pause, name="pause"),
    path(f"{_PARTY}/<slug:way>/", views.matching.matching, name="matching"),
    path(f"{_PARTY}/<slug:way>/ask/<slug:other>/", views.matching.ask, name="ask"),
    path(f"{_PARTY}/<slug:way>/pass-on/", views.matching.pass_on, name="pass_on"),
    path("exchange/calls/<slug:key>/", views.matching.call, name="call"),
    path("exchange/calls/<slug:key>/take-back/", views.matching.take_back, name="take_back"),
    path("exchange/asks/<slug:key>/", views.asks.exchange, name="exchange"),
    path("exchange/asks/<slug:key>/<slug:step>/", views.asks.step, name="step"),
]
