from __future__ import annotations

from django.urls import path

from thriving.grants.payments import views

app_name = "payments"
_ONE = "grants/payments/<int:pk>"
_BATCH = "grants/batches/<int:pk>"
urlpatterns = [
    path("grants/payments/", views.payments, name="payments"),
    path("grants/payments/send/", views.send, name="send"),
    path(f"{_ONE}/", views.payment, name="payment"),
    path(f"{_ONE}/to/<slug:step>/", views.step, name="step"),
    path(f"{_ONE}/story/", views.story, name="story"),
    path(f"{_ONE}/story/file/", views.story_file, name="story_file"),
    path("grants/holds/<slug:code>/lift/", views.lift, name="lift"),
    path("grants/batches/", views.batches, name="batches"),
    path(f"{_BATCH}/", views.batch, name="batch"),
    path(f"{_BATCH}/file/", views.batch_file, name="batch_file"),
    path(f"{_BATCH}/reconcile/", views.reconcile, name="reconcile"),
    path("grants/agreements/<slug:key>/plan-payment/", views.plan, name="plan"),
    path("grants/agreements/<slug:key>/account/", views.account, name="account"),
    path("grants/accounts/<slug:key>/confirm/", views.confirm_account, name="confirm_account"),
    path("grants/requirements/<int:pk>/met/", views.met, name="met"),
]
