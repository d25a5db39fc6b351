"""A stand-in for a wiki: a small server that speaks MediaWiki's OAuth 2, and a browser's way through it."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from secrets import token_urlsafe
from threading import Thread
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from allauth.socialaccount.models import SocialAccount
from django.http import HttpResponse
from django.test import Client

from thriving.movement.models import Person

CLIENT, SECRET = "thriving-in-tests", "hush"
START, BACK = "/sign-in/wiki/", "/sign-in/wiki/back/"


@dataclass
class Wiki:
    """Who is signed in over there, and what it was asked. ``broken``: it fails, for tests of that."""

    origin: str
    profile: dict[str, Any] = field(default_factory=lambda: {"sub": 7, "username": "Esi in Accra"})
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    tokens: set[str] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)
    broken: str = ""

    def belongs_to(self, person: Person) -> None:
        SocialAccount.objects.create(
            user=person, provider="mediawiki", uid=str(self.profile["sub"]), extra_data={"username": "Esi"}
        )

    def sign_in(self, client: Client, **more: str) -> HttpResponse:
        """As a browser does it that follows every redirect."""
        return client.get(self.way_back(client.post(START, more)))

    def way_back(self, left: HttpResponse) -> str:
        """Where the wiki sends a browser that came by this redirect and let it tell who they are."""
        return self.allow(dict(parse_qsl(urlsplit(left["Location"]).query)))

    def allow(self, asked: dict[str, str]) -> str:
        code = token_urlsafe(8)
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, asked: dict[str, str]) -> dict[str, str] | None:
        """Once for each code, to whoever has the secret and began the way (PKCE)."""
        begun = self.codes.pop(asked.get("code", ""), None)
        if begun is None or (asked.get("client_id"), asked.get("client_secret")) != (CLIENT, SECRET):
            return None
        digest = sha256(asked.get("code_verifier", "").encode()).digest()
        if urlsafe_b64encode(digest).rstrip(b"=").decode() != begun["code_challenge"]:
            return None
        self.tokens.add(token := token_urlsafe(8))
        return {"access_token": token, "token_type": "Bearer"}


@contextmanager
def serving() -> Iterator[Wiki]:
    """The stand-in, listening on a free port of this machine."""
    with ThreadingHTTPServer(("localhost", 0), _Face) as server:
        server.wiki = Wiki(f"http://localhost:{server.server_port}")  # type: ignore[attr-defined] # read below
        Thread(target=server.serve_forever, daemon=True).start()
        yield server.wiki  # type: ignore[attr-defined] # the same
        server.shutdown()


def set_up(settings: Any, wiki: Wiki) -> None:
    """As the environment of a deployment would."""
    settings.WIKI, settings.WIKI_CLIENT, settings.WIKI_SECRET = f"{wiki.origin}/w/rest.php", CLIENT, SECRET
    app = {"client_id": CLIENT, "secret": SECRET}
    settings.SOCIALACCOUNT_PROVIDERS = {"mediawiki": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}


class _Face(BaseHTTPRequestHandler):
    @property
    def wiki(self) -> Wiki:
        found: Wiki = self.server.wiki  # type: ignore[attr-defined] # set above
        return found

    def do_GET(self) -> None:
        path, asked = urlsplit(self.path).path, dict(parse_qsl(urlsplit(self.path).query))
        self.wiki.asked.append(path)
        if path.endswith("/oauth2/authorize"):
            self._say(200, _ASKING.format(address=self.wiki.allow(asked).replace("&", "&amp;")), "text/html")
        elif path.endswith("/oauth2/resource/profile") and not self.wiki.broken:
            known = self.headers.get("Authorization", "").removeprefix("Bearer ") in self.wiki.tokens
            self._say(200 if known else 401, json.dumps(self.wiki.profile))
        else:
            self._redirect_or_fail()

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        told = self.wiki.token(dict(parse_qsl(self.rfile.read(length).decode())))
        self._say(200 if told else 401, json.dumps(told or {"error": "invalid_grant"}))

    def _redirect_or_fail(self) -> None:
        self.send_response(302 if self.wiki.broken == "redirect" else 500)
        self.send_header("Location", "/elsewhere")
        self.end_headers()

    def _say(self, status: int, text: str, kind: str = "application/json") -> None:
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 -- the library's own word
        """Tests are quiet."""


# With a mark of its own, for which the browser need not ask.
_ASKING = """<!doctype html><html lang="en"><title>Wiki</title><link rel="icon" href="data:,">
<a href="{address}">Allow</a></html>"""
