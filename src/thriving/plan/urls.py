from __future__ import annotations

from django.urls import path

from thriving.plan import views
from thriving.plan.pages import records

app_name = "plan"
urlpatterns = [
    *records.KEY_RESULTS.urls("plan", views.current, "current"),
    *records.KEY_RESULTS.urls("plan/<slug:plan>", views.plan, "plan"),
    *records.OUTCOMES.urls("plan/<slug:plan>/outcomes", views.outcomes, "outcomes"),
    *records.OUTCOME.urls("plan/<slug:plan>/outcomes/<slug:outcome>", views.outcome, "outcome"),
    *records.CHANGES.urls("plan/<slug:plan>/changes", views.changes, "changes"),
    *records.COMPARISON.urls("plan/<slug:plan>/compare", views.compare, "compare"),
    *records.EXCEPTIONS.urls("plan/<slug:plan>/attention", views.needs_attention, "needs_attention"),
    path("plan/<slug:plan>/board/", views.board, name="board"),
    path("plan/<slug:plan>/wikitext/", views.as_wikitext, name="wikitext"),
    path("plan/<slug:plan>/downloads/", views.downloads, name="downloads"),
    path("plan/<slug:plan>/rule/", views.rule, name="rule"),
    *records.SERIES.urls("plan/<slug:plan>/key-results/<slug:key_result>", views.key_result, "key_result"),
    *records.TARGETS.urls(
        "plan/<slug:plan>/key-results/<slug:key_result>/target", views.target_history, "target_history"
    ),
    path("plan/<slug:plan>/key-results/<slug:key_result>/check-in/", views.check_in, name="check_in"),
    path("plan/<slug:plan>/edit/", views.edit, name="edit"),
    path("plan/<slug:plan>/edit/<path:address>/", views.edit_part, name="edit_part"),
    path("plan/<slug:plan>/add/<slug:table>/", views.add_part, name="add_part"),
]
