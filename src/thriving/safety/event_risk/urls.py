from __future__ import annotations

from django.urls import path

from thriving.safety.event_risk.views import (
    assessing,
    contacts,
    countries,
    day,
    debriefs,
    deciding,
    event,
    publication,
    reviewing,
    stakeholders,
)
from thriving.safety.event_risk.views import gate as gate  # it shows what money waits for
from thriving.safety.event_risk.views import reading as reading  # it shows what was assessed

app_name = "event_risk"
_EVENT = "events/<slug:key>/risk"
urlpatterns = [
    *stakeholders.MISSED.urls("risk/missed", stakeholders.missed, "missed"),
    path("risk/day/<str:secret>/", day.pack, name="pack"),
    *reviewing.REVIEWS.urls("risk/reviews", reviewing.reviews, "reviews"),
    path("risk/alerts/", countries.alerts, name="alerts"),
    path("risk/alerts/raise/", countries.raise_alert, name="raise_alert"),
    path("risk/alerts/<int:number>/end/", countries.end_alert, name="end_alert"),
    path(f"{_EVENT}/", event.event, name="event"),
    path(f"{_EVENT}/triage/", assessing.triage, name="triage"),
    path(f"{_EVENT}/triage/<slug:step>/", assessing.decide_triage, name="decide_triage"),
    path(f"{_EVENT}/begin/", assessing.begin, name="begin"),
    path(f"{_EVENT}/assessment/", assessing.assessment, name="assessment"),
    path(f"{_EVENT}/assessment/<int:number>/", assessing.assessment, name="version"),
    path(f"{_EVENT}/assessment/place/", assessing.context, name="context"),
    path(f"{_EVENT}/assessment/submit/", assessing.submit, name="submit"),
    path(f"{_EVENT}/assessment/risks/in/<slug:domain>/", assessing.add_risk, name="add_risk"),
    path(f"{_EVENT}/assessment/risks/<slug:risk>/", assessing.risk, name="risk"),
    path(f"{_EVENT}/assessment/risks/<slug:risk>/drop/", assessing.drop_risk, name="drop_risk"),
    path(f"{_EVENT}/assessment/risks/<slug:risk>/measures/", assessing.plan_measure, name="plan_measure"),
    path(f"{_EVENT}/assessment/measures/<slug:measure>/<slug:step>/", reviewing.measure, name="measure"),
    path(f"{_EVENT}/assessment/conditions/add/", reviewing.add_condition, name="add_condition"),
    path(f"{_EVENT}/assessment/conditions/<int:number>/<slug:step>/", reviewing.condition, name="condition"),
    path(f"{_EVENT}/assessment/review/<slug:step>/", reviewing.review, name="review"),
    path(f"{_EVENT}/stakeholders/", stakeholders.stakeholders, name="stakeholders"),
    path(f"{_EVENT}/stakeholders/add/", stakeholders.add, name="add_stakeholder"),
    path(f"{_EVENT}/stakeholders/<slug:role>/<slug:step>/", stakeholders.stakeholder, name="stakeholder"),
    path(f"{_EVENT}/contacts/", contacts.contacts, name="contacts"),
    path(f"{_EVENT}/contacts/add/", contacts.add, name="add_contact"),
    path(f"{_EVENT}/contacts/<slug:contact>/<slug:step>/", contacts.contact, name="contact"),
    path(f"{_EVENT}/waivers/", deciding.waivers, name="waivers"),
    path(f"{_EVENT}/waivers/ask/", deciding.ask, name="ask_waiver"),
    path(f"{_EVENT}/waivers/<slug:waiver>/<slug:step>/", deciding.waiver, name="waiver"),
    path(f"{_EVENT}/holds/", deciding.holds, name="holds"),
    path(f"{_EVENT}/holds/place/", deciding.place, name="place"),
    path(f"{_EVENT}/holds/<slug:hold>/lift/", deciding.lift, name="lift"),
    path(f"{_EVENT}/day/", day.day, name="day"),
    path(f"{_EVENT}/day/make/", day.make, name="make_pack"),
    path(f"{_EVENT}/day/close/<int:number>/", day.close, name="close_pack"),
    path(f"{_EVENT}/incidents/record/", day.record, name="record"),
    path(f"{_EVENT}/look-back/", debriefs.look_back, name="look_back"),
    path("affiliates/<slug:key>/risk/", publication.rule, name="rule"),
]
