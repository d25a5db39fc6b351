from __future__ import annotations

from django.urls import path

from thriving.questions import views

app_name = "questions"
urlpatterns = [
    path("questions/<slug:key>/", views.mine, name="mine"),
    path("questions/<slug:key>/delete/", views.delete_mine, name="delete_mine"),
    path("questions/<slug:key>/edit/", views.edit, name="edit"),
    path("questions/<slug:key>/edit/promise/", views.promise, name="promise"),
    path("questions/<slug:key>/edit/words/", views.words, name="words"),
    path("questions/<slug:key>/edit/preview/", views.preview, name="preview"),
    path("questions/<slug:key>/edit/paper/", views.paper, name="paper"),
    path("questions/<slug:key>/edit/paper/sheet/", views.sheet, name="sheet"),
    path("questions/<slug:key>/edit/steps/<slug:name>/", views.step, name="step"),
    path("questions/<slug:key>/edit/add/<slug:kind>/", views.add, name="add"),
    path("questions/<slug:key>/edit/<slug:question>/change/", views.change, name="change"),
    path("questions/<slug:key>/edit/<slug:question>/move/", views.move, name="move"),
    path("questions/<slug:key>/edit/<slug:question>/remove/", views.remove, name="remove"),
    path("questions/<slug:key>/totals/", views.totals, name="totals"),
    path("questions/<slug:key>/answers/", views.answers, name="answers"),
    path("questions/<slug:key>/answers/file/", views.export, name="export"),
]
