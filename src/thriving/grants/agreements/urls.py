from __future__ import annotations

from django.urls import path

from thriving.grants.agreements import views

app_name = "agreements"
_ONE = "grants/agreements/<slug:key>"
_TEXT = f"{_ONE}/texts/<int:number>"
urlpatterns = [
    path("grants/agreements/", views.agreements, name="agreements"),
    path("grants/agreements-to-write/<slug:key>/", views.draft, name="draft"),
    path("grants/agreement-templates/", views.templates, name="templates"),
    path("grants/agreement-templates/write/", views.write_template, name="write_template"),
    path("grants/agreement-templates/<int:pk>/retire/", views.retire_template, name="retire_template"),
    path(f"{_ONE}/", views.agreement, name="agreement"),
    path(f"{_ONE}/amend/", views.amend, name="amend"),
    path(f"{_ONE}/add-work/", views.add_work, name="add_work"),
    path(f"{_ONE}/to/<slug:step>/", views.step, name="step"),
    path(f"{_TEXT}/", views.text, name="text"),
    path(f"{_TEXT}/to/<slug:step>/", views.text_step, name="text_step"),
]
