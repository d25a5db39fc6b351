"""The questionnaire on paper: the version that is answered now, with numbers for what can be chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from thriving.movement.doors import signed_in
from thriving.programs.needs.asked import sheet_name, versions_of
from thriving.programs.needs.models import Assessment, Round
from thriving.programs.needs.queries.assessments import to_assess
from thriving.programs.needs.vocabulary import HOLDERS
from thriving.questions.kinds import kinds
from thriving.questions.models import Question, Version
from thriving.questions.protecting import FEWEST_PEOPLE
from thriving.ui import cldr


@dataclass(frozen=True)
class OnPaper:
    """A question as it is printed: with its answers and their codes, or with room to write."""

    question: Question

    @property
    def choices(self) -> list[tuple[str, str]]:
        kind = self.question.kind
        if kind in ("one_of", "several_of"):
            return [(str(at), str(each.title)) for at, each in enumerate(self.question.options, start=1)]
        if kind == "yes_no":
            return [("1", _("Yes")), ("0", _("No"))]
        if kind == "rating":
            keys = kinds["rating"](self.question).field().choices  # type: ignore[attr-defined]  # of a ChoiceField
            return [(key, "") for key, _words in keys if key]
        return []

    @property
    def how(self) -> str:
        """What to do, where it does not show by itself."""
        if self.question.kind == "several_of":
            return _("Tick all that fit.")
        return _("Tick one.") if self.choices else ""

    @property
    def lines(self) -> range:
        return range(4 if self.question.kind == "long_text" else 1)


@require_safe
@signed_in
@never_cache
def paper(request: HttpRequest, key: str) -> HttpResponseBase:
    """In any of the site's languages, whatever the reader's own is; for one holder, or for anybody."""
    one = to_assess(request.user, key)
    version = _version(one, request.GET.get("version", ""))
    sheet = _sheet(one, request.GET.get("sheet", ""))
    language = request.GET.get("in") or get_language() or "en"
    if language not in dict(settings.LANGUAGES):
        raise Http404
    with override(language):
        context = {
            "round": one,
            "version": version,
            "assessment": sheet,
            "form_name": sheet_name(one, version),
            "asked": [OnPaper(each) for each in version.asked],
            "holders": [(str(at), words) for at, words in enumerate(HOLDERS.values(), start=1)],
            "languages": [(code, cldr.own_name(code)) for code, _name in settings.LANGUAGES],
            "fewest_people": FEWEST_PEOPLE,
            "sample": one.sample,
        }
        return render(request, "needs/paper.html", context)


def _version(one: Round, number: str) -> Version:
    """The newest, or an earlier one that was published: paper that was printed may run out."""
    known = versions_of(one)
    wanted = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 0  # noqa: PLR2004
    found = known.get(wanted) if number else known[max(known)] if known else None
    if found is None:
        raise Http404
    return found


def _sheet(one: Round, key: str) -> Any:
    return get_object_or_404(Assessment.objects.select_related("holder"), round=one, key=key) if key else None
