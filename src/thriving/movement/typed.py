"""What somebody typed when their sign-in had ended: kept for them, never sent by itself.

Before they sign in again it travels in the page, sealed, so that a stranger's words take no room here and
nobody can slip in others. Afterwards it waits in the session until the form is sent.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from django.core import signing
from django.http import HttpRequest, QueryDict

SALT = "thriving.movement.typed"
KEPT_FOR = timedelta(days=1)
IN_SESSION = "typed"
SIGNED_IN_BEFORE = "thriving.signed_in_before"  # in META: the key of whose session has just ended
NEVER_KEPT = ("csrfmiddlewaretoken", "password", "credential")  # parts of names of fields
OPENING = frozenset({"code", "ticket", "sealed"})  # whole names: what opens an account, or makes what does


@dataclass(frozen=True)
class Typed:
    """Fields of one form. ``path`` takes it, ``shown_at`` shows it; ``whose`` says who may have them back."""

    path: str
    shown_at: str
    fields: list[tuple[str, list[str]]]
    whose: str = ""

    def seal(self) -> str:
        return signing.dumps(asdict(self), salt=SALT, compress=True)

    @classmethod
    def unseal(cls, sealed: str) -> Typed | None:
        try:
            return cls(**signing.loads(sealed, salt=SALT, max_age=KEPT_FOR))
        except signing.BadSignature:
            return None

    def hold(self, request: HttpRequest) -> None:
        request.session[IN_SESSION] = asdict(self)


def catch(request: HttpRequest, *, whose: str) -> Typed:
    """The words of a POST that was not let through; files cannot be kept."""
    fields = [(name, values) for name, values in request.POST.lists() if not _is_secret(name)]
    path = request.get_full_path()
    return Typed(path, _page_before(request) or path, fields, whose)


def typed(request: HttpRequest) -> QueryDict | None:
    """What to fill a form with: the words sent just now, or those kept from before the sign-in, or nothing.

    A view acts only when ``request.method`` is POST: kept words are shown, never acted on.
    """
    if request.method == "POST":
        let_go(request)
        return request.POST
    held = _held(request)
    return _as_query(held.fields) if held else None


def _held(request: HttpRequest) -> Typed | None:
    held = request.session.get(IN_SESSION)
    return Typed(**held) if held and request.get_full_path() in (held["path"], held["shown_at"]) else None


def let_go(request: HttpRequest) -> None:
    """Drop the words that were kept for this form: it has been sent."""
    if _held(request):
        del request.session[IN_SESSION]


def _as_query(fields: list[tuple[str, list[str]]]) -> QueryDict:
    query = QueryDict(mutable=True)
    for name, values in fields:
        query.setlist(name, values)
    return query


def _is_secret(name: str) -> bool:
    return name in OPENING or any(part in name for part in NEVER_KEPT)


def _page_before(request: HttpRequest) -> str:
    """The page that the form stood on, where the browser tells it; another site's page is no page of ours."""
    before = urlsplit(request.headers.get("Referer", ""))
    if before.netloc != request.get_host():
        return ""
    return before._replace(scheme="", netloc="", fragment="").geturl()
