"""The doors in the header of every page, in the order in which they stand."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thriving.ui import navigation

navigation.add("plan:current", _("The plan"), position=10)
navigation.add("finder:find", _("Find what supports you"), position=15)
navigation.add("asking:areas", _("Ask"), position=17)
navigation.add("web:announcement", _("Announcement"), position=20, folded=True)
navigation.add("evidence:measures", _("Measures"), position=30, folded=True)
navigation.add("initiatives:initiatives", _("Initiatives"), position=32)
navigation.add("events:events", _("Events"), position=33)
navigation.add("campaigns:campaigns", _("Campaigns"), position=34, folded=True)
navigation.add("funds:rounds", _("Grants"), position=34, folded=True)
navigation.add("experiments:experiments", _("Experiments"), position=35, folded=True)
navigation.add("needs:rounds", _("Needs assessments"), position=36, folded=True)
navigation.add("capacity:report", _("Capacity of affiliates"), position=36, folded=True)
navigation.add("patterns:patterns", _("Learning patterns"), position=37, folded=True)
navigation.add("partnerships:partnerships", _("Partnerships"), position=38, folded=True)
navigation.add("positions:positions", _("Positions"), position=39, folded=True)
navigation.add("milestones:milestones", _("Milestones"), position=31, folded=True)
navigation.add("councils:councils", _("Councils"), position=39, folded=True)
navigation.add("conduct:codes", _("Codes of conduct"), position=39, folded=True)
navigation.add("crisis:about", _("Response to crises"), position=39, folded=True)
navigation.add(
    "payments:payments", _("Payments of grants"), position=39, rule="see_all_payments", folded=True
)
navigation.add("protocols:protocols", _("Protocols"), position=39, folded=True)
navigation.add(
    "event_risk:reviews", _("Risk assessments to review"), position=39, rule="see_risk_reviews", folded=True
)
navigation.add("movement:affiliates", _("Affiliates"), position=40, folded=True)
navigation.add("exchange:lines", _("Exchange of skills"), position=41, folded=True)
navigation.add("movement:people", _("People"), position=50, folded=True)
navigation.add("movement:countries", _("Places"), position=55, folded=True)
navigation.add("movement:search", _("Search"), position=58)
navigation.add("evidence:imports", _("Imports"), position=60, rule="import_records", folded=True)
navigation.add("movement:my_work", _("My work"), position=80, rule="see_my_work")
