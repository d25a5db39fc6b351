from __future__ import annotations

from django.urls import path

from thriving.grants.proposals.views import bringing, drafts, proposals, screening

app_name = "proposals"
_ONE = "grants/proposals/<slug:key>"
urlpatterns = [
    path("grants/rounds/<slug:key>/apply/", drafts.apply, name="apply"),
    path("grants/rounds/<slug:key>/tables/", bringing.tables, name="tables"),
    path("grants/rounds/<slug:key>/tables/<int:pk>/", bringing.table, name="table"),
    *proposals.PROPOSALS.urls("grants/proposals", proposals.proposals, "proposals"),
    path("grants/screening/", screening.screening, name="screening"),
    path(f"{_ONE}/", proposals.proposal, name="proposal"),
    path(f"{_ONE}/write/", drafts.write, name="write"),
    path(f"{_ONE}/form/", drafts.answer_form, name="form"),
    path(f"{_ONE}/budget/", drafts.budget, name="budget"),
    path(f"{_ONE}/measures/", drafts.measures, name="measures"),
    path(f"{_ONE}/roles/", drafts.roles, name="roles"),
    path(f"{_ONE}/safety/", drafts.safety, name="safety"),
    path(f"{_ONE}/together/", drafts.together, name="together"),
    path(f"{_ONE}/join/", drafts.join, name="join"),
    path(f"{_ONE}/hand-in/", drafts.hand_in, name="hand_in"),
    path(f"{_ONE}/hide/", drafts.hide, name="hide"),
    path(f"{_ONE}/withdraw/", drafts.withdraw, name="withdraw"),
    path(f"{_ONE}/screen/", screening.screen, name="screen"),
    path(f"{_ONE}/ask/", screening.ask_for_more, name="ask"),
    path(f"{_ONE}/turn-away/", screening.turn_away, name="turn_away"),
    path(f"{_ONE}/answer/", screening.answer, name="answer"),
    path(f"{_ONE}/comment/", proposals.comment, name="comment"),
    path(f"{_ONE}/comments/<int:pk>/take-back/", proposals.take_back, name="take_back"),
]
