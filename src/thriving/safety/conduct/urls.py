from __future__ import annotations

from django.urls import path

from thriving.safety.conduct import views

app_name = "conduct"
_CODE, _VERSION = "conduct/<slug:key>", "conduct/<slug:key>/<int:number>"
urlpatterns = [
    *views.CODES.urls("conduct", views.codes, "codes"),
    path("conduct/new/", views.new_code, name="new_code"),
    path(f"{_CODE}/", views.code, name="code"),
    path(f"{_CODE}/for/<slug:step>/", views.code_step, name="code_step"),
    path(f"{_VERSION}/", views.version, name="version"),
    path(f"{_VERSION}/to/<slug:step>/", views.step, name="step"),
    path(f"{_VERSION}/write/<slug:language>/", views.write, name="write"),
    path(f"{_VERSION}/difference/", views.difference, name="difference"),
    *views.COMMENTS.urls(f"{_VERSION}/comments", views.comments, "comments"),
    path(f"{_VERSION}/comment/", views.comment, name="comment"),
    path(f"{_VERSION}/comments/<int:said>/<slug:step>/", views.comment_step, name="comment_step"),
    path(f"{_VERSION}/vote/", views.vote, name="vote"),
    path(f"{_VERSION}/roll/", views.roll, name="roll"),
    path(f"{_VERSION}/proof/", views.proof, name="proof"),
    path(f"{_VERSION}/acknowledge/", views.acknowledge, name="acknowledge"),
    *views.ACKNOWLEDGED.urls(f"{_VERSION}/acknowledged", views.acknowledged, "acknowledged"),
]
