from __future__ import annotations

from django.urls import path

from thriving.movement.views import passwords, people, proof, roles, security, wiki
from thriving.movement.views import affiliate_reports, affiliates, communities, recognition, search
from thriving.movement.views import sign_in as views

app_name = "movement"
urlpatterns = [
    path("sign-in/", views.sign_in, name="sign_in"),
    path("sign-in/second-step/", views.second_step, name="second_step"),
    path("sign-in/passkey/", views.sign_in_with_passkey, name="sign_in_with_passkey"),
    path("sign-in/wiki/", wiki.wiki_sign_in, name="wiki_sign_in"),
    path("sign-in/wiki/back/", wiki.wiki_back, name="wiki_back"),
    path("sign-in/forgotten/", passwords.forgotten, name="forgotten"),
    path("sign-in/new-password/", passwords.new_password, name="new_password"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("account/", security.account, name="account"),
    path("account/profile/", people.edit_profile, name="edit_profile"),
    path("account/letters/", people.letters, name="letters"),
    *people.PEOPLE.urls("people", people.people, "people"),
    path("people/<slug:page>/", people.person, name="person"),
    *roles.ROLES.urls("roles", roles.roles, "roles"),
    *roles.HOLDERS.urls("roles/<slug:role>", roles.role, "role"),
    path("roles/<slug:role>/give/", roles.give_role, name="give_role"),
    path("roles/end/<int:pk>/", roles.end_role, name="end_role"),
    path("account/prove/", proof.prove, name="prove"),
    path("account/prove/wiki/", wiki.wiki_prove, name="wiki_prove"),
    path("account/security/", security.security, name="security"),
    path("account/security/app/", security.add_app, name="add_app"),
    path("account/security/passkey/", security.add_passkey, name="add_passkey"),
    path("account/security/remove/<int:number>/", security.remove_step, name="remove_step"),
    path("account/security/recovery-codes/", security.recovery_codes, name="recovery_codes"),
    path("account/security/password/", passwords.change_password, name="change_password"),
    path("account/security/wiki/", wiki.wiki_connect, name="wiki_connect"),
    path("account/security/wiki/remove/", wiki.wiki_disconnect, name="wiki_disconnect"),
    path("account/security/sign-out-everywhere/", security.sign_out_everywhere, name="sign_out_everywhere"),
    *affiliates.AFFILIATES.urls("affiliates", affiliates.affiliates, "affiliates"),
    path("affiliates/apply/", affiliates.apply, name="apply"),
    path("affiliates/waiting/", recognition.affiliations, name="affiliations"),
    path("affiliates/<slug:key>/", affiliates.affiliate, name="affiliate"),
    path("affiliates/<slug:key>/edit/", affiliates.describe, name="describe_affiliate"),
    path("affiliates/<slug:key>/recognition/", recognition.recognition, name="recognition"),
    path("affiliates/<slug:key>/reports/", affiliate_reports.affiliate_reports, name="affiliate_reports"),
    path(
        "affiliates/<slug:key>/reports/<int:pk>/", affiliate_reports.affiliate_report, name="affiliate_report"
    ),
    path(
        "affiliates/<slug:key>/reports/<int:pk>/file/",
        affiliate_reports.affiliate_report_file,
        name="affiliate_report_file",
    ),
    *communities.COMMUNITIES.urls("communities", communities.communities, "communities"),
    path("communities/new/", communities.new, name="new_community"),
    path("communities/<slug:key>/", communities.community, name="community"),
    path("communities/<slug:key>/edit/", communities.describe, name="describe_community"),
    *search.SEARCH.urls("search", search.search, "search"),
]
