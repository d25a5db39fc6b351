from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from thriving.web.demo import today

Answer = Callable[[HttpRequest], HttpResponse]


def follow_the_day(get_response: Answer) -> Answer:
    """Answer each request on the day that somebody chose in the bar, whichever process it reaches."""

    def answer(request: HttpRequest) -> HttpResponse:
        today.follow()
        return get_response(request)

    return answer
