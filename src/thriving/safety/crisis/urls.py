from __future__ import annotations

from django.urls import path

from thriving.safety.crisis.views import crises, preparing, public, raising

app_name = "crisis"
urlpatterns = [
    *public.YEARS.urls("crisis", public.about, "about"),
    path("crisis/raise/", raising.raise_crisis, name="raise"),
    path("crisis/raised/", raising.raised, name="raised"),
    path("crisis/queue/", crises.queue, name="queue"),
    path("crisis/case/<slug:key>/", crises.crisis, name="crisis"),
    path("crisis/case/<slug:key>/steps/<int:position>/", crises.tick, name="tick"),
    path("crisis/case/<slug:key>/<slug:step>/", crises.step, name="step"),
    path("crisis/ready/", preparing.ready, name="ready"),
    path("crisis/ready/playbooks/new/", preparing.new_playbook, name="new_playbook"),
    path("crisis/ready/playbooks/<slug:key>/", preparing.playbook, name="playbook"),
    path("crisis/ready/playbooks/<slug:key>/anew/", preparing.rewrite_playbook, name="rewrite_playbook"),
    path("crisis/ready/playbooks/<slug:key>/review/", preparing.review_playbook, name="review_playbook"),
    path("crisis/ready/playbooks/<slug:key>/retire/", preparing.retire_playbook, name="retire_playbook"),
    path("crisis/ready/on-call/", preparing.put_on_call, name="put_on_call"),
    path("crisis/ready/on-call/stand-in/", preparing.stand_in, name="stand_in"),
    path("crisis/ready/on-call/<int:number>/off/", preparing.take_off_call, name="take_off_call"),
    path("crisis/ready/drills/", preparing.record_drill, name="record_drill"),
    path("crisis/ready/drills/<slug:key>/confirm/", preparing.confirm_drill, name="confirm_drill"),
]
