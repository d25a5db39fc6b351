"""The declaration of a page of records, and the answer in each of its three forms."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.functional import Promise
from django.utils.http import content_disposition_header

from thriving.ui.twins import asking, serving, writing

Form = Literal["html", "json", "csv"]
Kind = Literal["string", "integer", "number", "date", "boolean", "list"]
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Column:
    """One property of every row. Any cell may be None."""

    name: str
    kind: Kind
    title: str | Promise
    meaning: str | Promise


@dataclass(frozen=True)
class Parameter:
    """One thing that the address may ask for; of kind "list" it may be repeated."""

    name: str
    kind: Kind
    title: str | Promise
    meaning: str | Promise


@dataclass(frozen=True)
class Records:
    """A page of records. ``name`` is unique, and the name of its schema in the API's document."""

    name: str
    title: str | Promise
    meaning: str | Promise
    columns: tuple[Column, ...]
    parameters: tuple[Parameter, ...] = ()
    license: str = "CC0-1.0"

    def __post_init__(self) -> None:
        for sort, things in (("column", self.columns), ("parameter", self.parameters)):
            for name, times in Counter(thing.name for thing in things).items():
                if times > 1:
                    raise ValueError(f"the {sort} {name} of {self.name} stands twice")

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.columns]

    def asked(self, request: HttpRequest) -> dict[str, Any]:
        """What the address asks for, by parameter, read as its kind; None or [] where it does not ask.

        Raises BadRequest, with a sentence, for a value that is not of its kind.
        """
        return {each.name: asking.read(request, each.name, each.kind) for each in self.parameters}

    def urls(self, route: str, view: serving.View, name: str) -> list[URLPattern]:
        """Three addresses: ``route/``, ``route.json`` and ``route.csv``; ``view`` hears which by ``form``."""
        bare = route.rstrip("/")
        page = path(f"{bare}/", view, {"form": "html"}, name=name)
        return [page, *(self._twin(bare, view, name, form) for form in ("json", "csv"))]

    def _twin(self, route: str, view: serving.View, name: str, form: str) -> URLPattern:
        return path(f"{route}.{form}", serving.Twin(self, view), {"form": form}, name=f"{name}-{form}")

    def respond(  # noqa: PLR0913 -- each is a fact of the answer, named at the call
        self,
        request: HttpRequest,
        rows: Iterable[Row],
        *,
        form: Form,
        template: str,
        context: Mapping[str, Any] | None = None,
        extra: Mapping[str, Any] | None = None,
        title: str = "",
        sample: bool = False,
        on: date | None = None,
        known: date | None = None,
        etag: str = "",
    ) -> HttpResponse:
        """The page, or one of its twins; 304 where the reader holds the same answer already.

        Without an ``etag`` of the caller's, the answer's own bytes give one.
        """
        listed = list(rows)
        head = {
            "title": title or str(self.title),
            "license": self.license,
            "sample": sample,
            "on": on,
            "known": known,
        }
        if form == "json":
            response = self._json({**head, **(extra or {})}, listed)
        elif form == "csv":
            response = self._csv(request, listed, sample=sample)
        else:
            page = {**head, "records": self, "rows": listed, "twins": addresses(request), **(context or {})}
            response = render(request, template, page)
        return _unless_known(request, response, etag)

    def _json(self, head: Mapping[str, Any], rows: list[Row]) -> HttpResponse:
        body = {**writing.plain(dict(head)), "rows": writing.json_rows(self.names, rows)}
        return HttpResponse(json.dumps(body, ensure_ascii=False), content_type="application/json")

    def _csv(self, request: HttpRequest, rows: list[Row], *, sample: bool) -> HttpResponse:
        text = writing.csv_text(self.names, rows, sample=sample)
        response = HttpResponse(text, content_type="text/csv; charset=utf-8; header=present")
        file_name = request.path.rstrip("/").rsplit("/", 1)[-1]
        response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=file_name)
        return response


def addresses(request: HttpRequest) -> dict[str, str]:
    """Where the twins of this page are: the same question in the other forms."""
    question = f"?{request.GET.urlencode()}" if request.GET else ""
    return {form: f"{request.path.rstrip('/')}.{form}{question}" for form in ("json", "csv")}


def _unless_known(request: HttpRequest, response: HttpResponse, etag: str) -> HttpResponse:
    etag = etag or f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response["ETag"] = etag
    own = {"private": True, "no_store": True} if _signed_in(request) else {"no_cache": True}
    patch_cache_control(response, **own)
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    answer = get_conditional_response(request, etag=etag, response=response)
    return answer if isinstance(answer, HttpResponse) else response


def _signed_in(request: HttpRequest) -> bool:
    person = getattr(request, "user", None)
    return bool(person and person.is_authenticated)
