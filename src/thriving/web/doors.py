"""The doors in the header: what most come for, and behind "More" all else, by what it is part of."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thriving.ui import navigation

navigation.add("plan:current", _("The plan"), position=10)
navigation.add("finder:find", _("Find what supports you"), position=15)
navigation.add("asking:areas", _("Ask"), position=17)
navigation.add("initiatives:initiatives", _("Initiatives"), position=32)
navigation.add("events:events", _("Events"), position=33)
navigation.add("movement:search", _("Search"), position=58)
navigation.add("movement:my_work", _("My work"), position=80, rule="see_my_work")

navigation.add_group("plan", _("Plan and evidence"), position=10)
navigation.add("web:announcement", _("Announcement"), position=10, group="plan")
navigation.add("milestones:milestones", _("Milestones"), position=20, group="plan")
navigation.add("evidence:measures", _("Measures"), position=30, group="plan")
navigation.add("evidence:imports", _("Imports"), position=40, rule="import_records", group="plan")

navigation.add_group("programs", _("Programs"), position=20)
navigation.add("campaigns:campaigns", _("Campaigns"), position=10, group="programs")
navigation.add("experiments:experiments", _("Experiments"), position=20, group="programs")
navigation.add("needs:rounds", _("Needs assessments"), position=30, group="programs")
navigation.add("patterns:patterns", _("Learning patterns"), position=40, group="programs")
navigation.add("partnerships:partnerships", _("Partnerships"), position=50, group="programs")
navigation.add("exchange:lines", _("Exchange of skills"), position=60, group="programs")
navigation.add("positions:positions", _("Positions"), position=70, group="programs")
navigation.add("councils:councils", _("Councils"), position=80, group="programs")

navigation.add_group("grants", _("Grants"), position=30)
navigation.add("grant_reports:grants", _("Money for what you do"), position=10, group="grants")
navigation.add("grant_reports:mine", _("My grants"), position=20, rule="see_my_work", group="grants")
navigation.add(
    "payments:payments", _("Payments of grants"), position=30, rule="see_all_payments", group="grants"
)

navigation.add_group("safety", _("Safety"), position=40)
navigation.add("conduct:codes", _("Codes of conduct"), position=10, group="safety")
navigation.add("crisis:about", _("Response to crises"), position=20, group="safety")
navigation.add("protocols:protocols", _("Protocols"), position=30, group="safety")
navigation.add(
    "event_risk:reviews",
    _("Risk assessments to review"),
    position=40,
    rule="see_risk_reviews",
    group="safety",
)

navigation.add_group("movement", _("The movement"), position=50)
navigation.add("movement:affiliates", _("Affiliates"), position=10, group="movement")
navigation.add("capacity:report", _("Capacity of affiliates"), position=20, group="movement")
navigation.add("movement:people", _("People"), position=30, group="movement")
navigation.add("movement:countries", _("Places"), position=40, group="movement")
