"""What one would compare with: a Django view without middleware that asks the database ten things."""

from __future__ import annotations

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thriving.web.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.core.handlers.wsgi import WSGIHandler  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.urls import path  # noqa: E402

from thriving.evidence.models import Fact  # noqa: E402

QUERIES = 10


def ten(_request: HttpRequest) -> HttpResponse:
    found = [Fact.objects.get(number=number) for number in range(1, QUERIES + 1)]
    return HttpResponse("\n".join(fact.natural_key for fact in found))


urlpatterns = [path("ten", ten)]
settings.MIDDLEWARE = []
settings.ROOT_URLCONF = "bench.bare"
application = WSGIHandler()
