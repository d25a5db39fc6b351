"""Signing in with the account of a wiki: MediaWiki's OAuth 2, by allauth's client; judged here.

The wiki's number of an account is what counts. Its name is never looked up among ours: whoever takes a name
there that somebody has here gets nothing of theirs.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

import requests
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.internal import statekit
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.mediawiki.views import MediaWikiOAuth2Adapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from thriving.movement.accounts import attempts
from thriving.movement.models import Person

PROVIDER = "mediawiki"
AGENT = "Thriving (sign-in)"


class Purpose(StrEnum):
    SIGN_IN = "sign_in"
    CONNECT = "connect"
    PROVE = "prove"


class WikiRefused(Exception):
    """Why nobody is signed in, in a sentence."""


@dataclass(frozen=True)
class Returned:
    """Who came back from the wiki, and what they had left for."""

    uid: str
    name: str
    purpose: Purpose
    next_page: str
    whose: str  # the key of the person who left, if somebody was signed in


class Adapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    def get_requests_session(self) -> requests.Session:
        """It speaks to the wiki alone: no proxy of the environment, no address that it is sent on to."""
        session: requests.Session = super().get_requests_session()
        session.trust_env = False
        session.max_redirects = 0
        return session


class Wiki(MediaWikiOAuth2Adapter):  # type: ignore[misc]  # the same
    """The wiki that the settings name, asked at the time of asking."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.access_token_url = f"{settings.WIKI}/oauth2/access_token"
        self.authorize_url = f"{settings.WIKI}/oauth2/authorize"
        self.profile_url = f"{settings.WIKI}/oauth2/resource/profile"
        self.headers = {"User-Agent": AGENT}

    def get_callback_url(self, request: HttpRequest, _app: Any) -> str:
        return request.build_absolute_uri(reverse("movement:wiki_back"))

    def get_provider(self) -> Any:
        provider = super().get_provider()
        provider.get_oauth2_adapter = Wiki
        return provider

    def profile(self, token: str) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {token}", **self.headers}
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.profile_url, headers=headers)
            answer.raise_for_status()
            told = answer.json()
        return told if isinstance(told, dict) else {}


def is_offered() -> bool:
    return bool(settings.WIKI_CLIENT)


def host() -> str:
    return urlsplit(settings.WIKI).netloc


def origin() -> str:
    parts = urlsplit(settings.WIKI)
    return f"{parts.scheme}://{parts.netloc}"


def leave(request: HttpRequest, purpose: Purpose, *, next_page: str) -> HttpResponseRedirect:
    """To the wiki, with a state that only this session knows and that works once."""
    attempts.count("wiki", address=request.META["REMOTE_ADDR"])
    whose = request.user.key if isinstance(request.user, Person) else ""
    provider = Wiki(request).get_provider()
    sent: HttpResponseRedirect = provider.redirect(
        request, purpose, next_url=next_page, data={"whose": whose}
    )
    return sent


def returned(request: HttpRequest) -> Returned:
    attempts.count("wiki", address=request.META["REMOTE_ADDR"])
    wiki = Wiki(request)
    state = statekit.unstash_state(request, provider_id=PROVIDER, state_id=request.GET.get("state", ""))
    if state is None:
        raise WikiRefused(_("This way back from the wiki was used already, or is too old. Begin again."))
    if request.GET.get("error") == wiki.login_cancelled_error:
        raise WikiRefused(_("You did not let the wiki tell us who you are, so nobody was signed in."))
    try:
        told = _told(request, wiki, state)
    except (OAuth2Error, requests.RequestException, ValueError) as failure:
        raise WikiRefused(_("The wiki did not answer as it should. Try again in a while.")) from failure
    if not told.get("sub") or not told.get("username") or told.get("blocked"):
        raise WikiRefused(_("The wiki does not vouch for this account, so nobody was signed in."))
    return Returned(
        uid=str(told["sub"]),
        name=str(told["username"]),
        purpose=Purpose(state["process"]),
        next_page=state.get("next") or "/",
        whose=state["data"]["whose"],
    )


def person_of(uid: str) -> Person | None:
    account = SocialAccount.objects.filter(provider=PROVIDER, uid=uid).select_related("user").first()
    return account.user if account else None


def account_of(person: Person) -> SocialAccount | None:
    return SocialAccount.objects.filter(provider=PROVIDER, user=person).first()


def _told(request: HttpRequest, wiki: Wiki, state: dict[str, Any]) -> dict[str, Any]:
    app = wiki.get_provider().app
    client = wiki.get_client(request, app)
    if not request.GET.get("code"):
        return {}
    answer = wiki.get_access_token_data(
        request, app, client, pkce_code_verifier=state.get("pkce_code_verifier")
    )
    return wiki.profile(str(answer["access_token"]))
