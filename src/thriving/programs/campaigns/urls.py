from __future__ import annotations

from django.urls import path

from thriving.programs.campaigns.views import (
    boxes,
    campaigns,
    contributions,
    events,
    kit,
    places,
    translating,
    worklists,
)

app_name = "campaigns"
_CAMPAIGN = "campaigns/<slug:key>/"
_PLACE = f"{_CAMPAIGN}<slug:place>/"  # or "whole", for what is about the whole campaign
urlpatterns = [
    *campaigns.CAMPAIGNS.urls("campaigns", campaigns.campaigns, "campaigns"),
    path("campaigns/new/", campaigns.new, name="new"),
    path(_CAMPAIGN, campaigns.campaign, name="campaign"),
    path(f"{_CAMPAIGN}rewrite/", campaigns.rewrite, name="rewrite"),
    path(f"{_CAMPAIGN}add/", places.add, name="add_place"),
    path(f"{_CAMPAIGN}box/", boxes.from_campaign, name="box_from_campaign"),
    path(f"{_CAMPAIGN}step/<slug:step>/", campaigns.step, name="step"),
    path(_PLACE, places.place, name="place"),
    path(f"{_PLACE}rewrite/", places.rewrite, name="rewrite_place"),
    path(f"{_PLACE}step/<slug:step>/", places.step, name="step_place"),
    path(f"{_PLACE}people/", places.people, name="people"),
    path(f"{_PLACE}events/", events.events, name="events"),
    path(f"{_PLACE}kit/", kit.kit, name="kit"),
    path(f"{_PLACE}kit/<slug:kind>/<slug:name>/", kit.piece, name="piece"),
    path(f"{_PLACE}kit/<slug:kind>/<slug:name>/do/", kit.do_piece, name="do_piece"),
    path(f"{_PLACE}translate/", translating.languages, name="languages"),
    path(f"{_PLACE}translate/<slug:language>/", translating.translate, name="translate"),
    path(f"{_PLACE}news/", kit.news, name="news"),
    path(f"{_PLACE}worklists/<slug:name>/", worklists.worklist, name="worklist"),
    path(f"{_PLACE}worklists/<slug:name>/add/", worklists.add_items, name="add_items"),
    path(f"{_PLACE}worklists/<slug:name>/<int:number>/", worklists.do_item, name="do_item"),
    path(f"{_PLACE}contribute/", contributions.contribute, name="contribute"),
    path(f"{_PLACE}contributions/", contributions.contributions, name="contributions"),
    path(f"{_PLACE}contributions/list/", contributions.take_in, name="take_in"),
    path(f"{_PLACE}contributions/list/<int:number>/", contributions.one_list, name="list"),
    *boxes.BOXES.urls("boxes", boxes.boxes, "boxes"),
    path("boxes/new/", boxes.new, name="new_box"),
    path("boxes/<slug:key>/", boxes.box, name="box"),
    path("boxes/<slug:key>/<int:number>/", boxes.version, name="version"),
    path("boxes/<slug:key>/use/", boxes.use, name="use"),
    path("boxes/<slug:key>/draft/", boxes.draft, name="draft"),
    path("boxes/<slug:key>/translate/", translating.box_languages, name="box_languages"),
    path("boxes/<slug:key>/translate/<slug:language>/", translating.translate_box, name="translate_box"),
    path("boxes/<slug:key>/describe/", boxes.describe, name="describe_box"),
    path("boxes/<slug:key>/publish/", boxes.publish, name="publish_box"),
    path("boxes/<slug:key>/draft/<slug:kind>/<slug:name>/", boxes.box_piece, name="box_piece"),
]
