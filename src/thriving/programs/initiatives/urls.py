from __future__ import annotations

from django.urls import path

from thriving.programs.initiatives.views import duties, editing, public, translating

app_name = "initiatives"
urlpatterns = [
    *public.INITIATIVES.urls("initiatives", public.initiatives, "initiatives"),
    path("initiatives/new/", editing.new, name="new"),
    path("initiatives/<slug:key>/", public.initiative, name="initiative"),
    path("initiatives/<slug:key>/describe/", editing.describe, name="describe"),
    path("initiatives/<slug:key>/logic/", editing.logic, name="logic"),
    path("initiatives/<slug:key>/people/", editing.people, name="people"),
    path("initiatives/<slug:key>/people/<int:pk>/release/", editing.release, name="release"),
    path("initiatives/<slug:key>/translate/", translating.languages, name="languages"),
    path("initiatives/<slug:key>/translate/<slug:language>/", translating.translate, name="translate"),
    path("initiatives/<slug:key>/step/<slug:step>/", editing.step, name="step"),
    *duties.DUTIES.urls("duties", duties.duties, "duties"),
    path("duties/new/", duties.new, name="new_duty"),
    path("duties/<slug:key>/", duties.duty, name="duty"),
    path("duties/<slug:key>/describe/", duties.describe, name="describe_duty"),
    path("duties/<slug:key>/end/", duties.end, name="end_duty"),
]
