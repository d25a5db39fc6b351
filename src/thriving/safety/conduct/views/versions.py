"""A version of a code: its text in each language, what differs from another one, and each of its steps."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from thriving.kernel import access, files
from thriving.kernel.models import StoredFile
from thriving.movement.actions.groups import known_languages
from thriving.movement.doors import signed_in, typed
from thriving.movement.roles import roles
from thriving.safety.conduct import actions, queries, sealing
from thriving.safety.conduct.difference import compare
from thriving.safety.conduct.due import next_of
from thriving.safety.conduct.forms import (
    BallotForm,
    EndorseForm,
    ReasonForm,
    ReviewForm,
    SummaryForm,
    UntilForm,
    WriteForm,
)
from thriving.safety.conduct.forms.fields import here
from thriving.safety.conduct.forms.languages import AddLanguageForm
from thriving.safety.conduct.forms.steps import ballot_of
from thriving.safety.conduct.models import Version
from thriving.safety.conduct.states import (
    BALLOT_OPEN,
    BEING_WRITTEN,
    CONSULTATION,
    DRAFT,
    ENDORSED,
    FROZEN,
    IN_FORCE,
    RATIFIED,
    SEALED,
    VERSION,
)
from thriving.safety.conduct.views import parts
from thriving.safety.conduct.views.asking import (
    Step,
    address_of,
    ask,
    crumbs_of,
    crumbs_of_version,
    empty,
    may_acknowledge,
    over,
    person,
    version_at,
)
from thriving.ui import cldr, content

_TITLES = {move.name: move.title for move in VERSION.moves}
_KEEP = "keep_code_version"


def _asking(found: Version) -> bool:
    return found.state == CONSULTATION and found.consulted_on is None


STEPS = {
    "translate": Step(
        gettext_lazy("Write it in another language"),
        "translate_code_version",
        lambda found: found.state in (*BEING_WRITTEN, *SEALED),
        lambda _found, data, _files: AddLanguageForm(data),
        lambda _found, _form, _by: None,
    ),
    "consult": Step(
        _TITLES["consult"],
        _KEEP,
        lambda found: found.state == DRAFT,
        lambda _found, data, _files: UntilForm(data),
        lambda found, form, by: actions.consult(found, until=form.cleaned_data["until"], by=by),
        gettext_lazy("Everybody reads the draft and may comment on it. Meanwhile its text stays as it is."),
    ),
    "prolong": Step(
        gettext_lazy("Prolong the consultation"),
        _KEEP,
        _asking,
        lambda _found, data, _files: UntilForm(data),
        lambda found, form, by: actions.prolong(found, until=form.cleaned_data["until"], by=by),
    ),
    "conclude": Step(
        gettext_lazy("Conclude the consultation"),
        _KEEP,
        lambda found: _asking(found) and not found.takes_comments,
        lambda _found, data, _files: SummaryForm(data),
        lambda found, form, by: actions.conclude(found, form.said(), by=by),
        gettext_lazy("Every comment must be answered. Afterwards the text may be revised, and then frozen."),
    ),
    "freeze": Step(
        _TITLES["freeze"],
        _KEEP,
        lambda found: found.state == CONSULTATION and found.consulted_on is not None,
        empty,
        lambda found, _form, by: actions.freeze(found, by=by),
        gettext_lazy("Nobody changes a letter of it afterwards; its hash in each language becomes public."),
    ),
    "declare": Step(
        gettext_lazy("Declare the ballot"),
        _KEEP,
        lambda found: found.state == FROZEN,
        lambda found, data, _files: BallotForm(ballot_of(found), data),
        lambda found, form, by: actions.declare_ballot(found, form.said(), by=by),
        gettext_lazy("Everybody reads who may vote, and what decides it, before it opens."),
    ),
    "open": Step(
        _TITLES["open_ballot"],
        _KEEP,
        lambda found: found.state == FROZEN and ballot_of(found) is not None,
        empty,
        lambda found, _form, by: actions.open_ballot(found, by=by),
        gettext_lazy("Whoever holds one of the declared roles now may vote. Nobody is added later."),
    ),
    "count": Step(
        gettext_lazy("Count the ballot"),
        _KEEP,
        lambda found: found.state == BALLOT_OPEN and found.ballot.is_over,
        empty,
        lambda found, _form, by: actions.close_ballot(found, by=by),
    ),
    "endorse": Step(
        _TITLES["endorse"],
        "endorse_code",
        lambda found: found.state == RATIFIED,
        lambda _found, data, sent: EndorseForm(data, sent),
        lambda found, form, by: actions.endorse(found, form.said(), by=by),
        gettext_lazy("Everybody can look at what you show here. What is recorded stays as it is."),
    ),
    "take_effect": Step(
        _TITLES["take_effect"],
        _KEEP,
        lambda found: found.state == ENDORSED,
        empty,
        lambda found, _form, by: actions.take_effect(found, by=by),
        gettext_lazy(
            "It holds from today on; the version before no longer does. Roles that ask for it wait for it."
        ),
    ),
    "review": Step(
        gettext_lazy("Review it: it stays as it is"),
        "review_code",
        lambda found: found.state == IN_FORCE,
        lambda _found, data, _files: ReviewForm(data),
        lambda found, form, by: actions.review(found, form.cleaned_data["words"], language=here(), by=by),
        gettext_lazy("The next review is due in a year. For a change, draft the next version."),
    ),
    "withdraw": Step(
        _TITLES["withdraw"],
        "withdraw_code_version",
        lambda found: found.state in (*BEING_WRITTEN, FROZEN, RATIFIED),
        lambda _found, data, _files: ReasonForm(data),
        lambda found, form, by: actions.withdraw(found, why=form.cleaned_data["why"], by=by),
        gettext_lazy("This is for good."),
    ),
}


@require_safe
def version(request: HttpRequest, key: str, number: int) -> HttpResponse:
    found = version_at(request, key, number)
    reading = queries.reading_of(found, request.GET.get(content.ASKED, ""))
    ballot = ballot_of(found)
    voted = ballot.voters.filter(voted=True).count() if ballot and ballot.opened_at else 0
    before = queries.versions_for(request.user).filter(code=found.code, number__lt=number).first()
    context = {
        "version": found,
        "code": found.code,
        "reading": reading,
        "shown": parts.shown(reading.text, binds=reading.binds) if reading else None,
        "behind": queries.behind(found) if reading else [],
        "troubles": sealing.troubles(found),
        "seals": sorted(found.seals.items()),
        "before": before if reading and before and queries.text_of(before, reading.text.language) else None,
        "comments": found.comments.count() if found.consulted_from else 0,
        "ballot": ballot,
        "next": next_of(found, ballot),
        "voted": voted,
        "turnout": voted / ballot.roll if ballot and ballot.roll else 0,
        "electors": [roles[each].title for each in ballot.roles if each in roles] if ballot else [],
        "may_vote": access.may(request.user, "vote_on_code", found) and bool(ballot and ballot.is_open),
        "may_comment": found.takes_comments,
        "may_acknowledge": may_acknowledge(request, found),
        "may_see_who": access.holds(request.user, "see_acknowledgements"),
        "languages": _to_write(request, found),
        "steps": [(name, each.title) for name, each in STEPS.items() if _may(request, each, found)],
        "crumbs": crumbs_of(found.code),
        "sample": found.code.sample,
    }
    return render(request, "conduct/version.html", context)


@signed_in
def step(request: HttpRequest, key: str, number: int, step: str) -> HttpResponseBase:
    found = version_at(request, key, number)
    asked = STEPS.get(step)
    if asked is None or not _may(request, asked, found):
        return over(request, asked, found)
    form = asked.form(found, typed(request), request.FILES or None)
    if step == "translate" and request.method == "POST" and form.is_valid():
        return redirect("conduct:write", key=key, number=number, language=form.cleaned_data["language"])
    return ask(
        request,
        form,
        lambda: asked.take(found, form, person(request)),
        title=str(asked.title),
        words=str(asked.words),
        crumbs=crumbs_of_version(found),
        to=address_of(found),
    )


@signed_in
def write(request: HttpRequest, key: str, number: int, language: str) -> HttpResponseBase:
    """The text in one language; beside a translation, the text that binds."""
    found = version_at(request, key, number)
    if not _may_write(request, found, language):
        raise Http404
    form = WriteForm(queries.text_of(found, language), typed(request))
    form.over(lambda: _wording_of(found, language))
    binding = queries.text_of(found, found.binding) if language != found.binding else None
    return ask(
        request,
        form,
        lambda: actions.write(found, language, form.cleaned_data["text"], by=person(request)),
        title=_("Write the text in %(language)s") % {"language": cldr.language_name(language)},
        words=_("It is frozen as soon as you save it.") if found.is_sealed else "",
        crumbs=crumbs_of_version(found),
        to=f"{address_of(found)}?{content.ASKED}={language}",
        template="conduct/write.html",
        label=_("Save"),
        shown=parts.shown(binding, binds=True) if binding else None,
    )


def _wording_of(found: Version, language: str) -> str:
    text = queries.text_of(found, language)
    return text.sha256 if text else ""


@require_safe
def difference(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Between this version and an earlier one that the reader may see, in a language that both have."""
    found = version_at(request, key, number)
    earlier = queries.versions_for(request.user).filter(code=found.code, number__lt=number)
    asked = request.GET.get("from", "")
    before = (
        get_object_or_404(earlier, number=asked) if asked.isdecimal() and asked.isascii() else earlier.first()
    )
    if before is None:
        raise Http404
    texts, others = queries.texts_of(found), queries.texts_of(before)
    both = [language for language in texts if language in others]
    if not both:
        raise Http404
    wanted = request.GET.get(content.ASKED, "")
    language = wanted if wanted in both else here() if here() in both else both[0]
    changes = compare(others[language].text, texts[language].text)
    context = {
        "version": found,
        "before": before,
        "language": language,
        "direction": cldr.direction_of(language),
        "binds": found.binding == language,
        "others": [each for each in both if each != language],
        "earlier": [each for each in earlier if each.pk != before.pk],
        "passages": list(parts.passages(changes)),
        "crumbs": crumbs_of_version(found),
        "sample": found.code.sample,
    }
    return render(request, "conduct/difference.html", context)


@require_safe
def proof(request: HttpRequest, key: str, number: int) -> HttpResponseBase:
    """The document that shows the endorsement, if it still is the one that was kept."""
    found = get_object_or_404(queries.version_for(request.user, key, number), endorsement__isnull=False)
    kept = get_object_or_404(StoredFile, pk=found.endorsement.document)
    if not files.is_still(found.endorsement.document, found.endorsement.sha256):
        raise Http404(_("This is no longer the document that was kept: it is not handed out."))
    return files.response(kept)


def _may(request: HttpRequest, asked: Step, found: Version) -> bool:
    return asked.open(found) and access.may(request.user, asked.rule, found)


def _to_write(request: HttpRequest, found: Version) -> list[str]:
    """Languages whose text the reader may rewrite now."""
    if found.is_sealed:
        return []
    codes = dict.fromkeys([found.binding, *queries.texts_of(found)])
    return [code for code in codes if _may_write(request, found, code)]


def _may_write(request: HttpRequest, found: Version, language: str) -> bool:
    if not known_languages([language]) or found.state not in (*BEING_WRITTEN, *SEALED):
        return False
    if found.is_sealed and language in found.seals:
        return False
    if language == found.binding:
        return found.may_be_rewritten and access.may(request.user, _KEEP, found)
    has_text = queries.text_of(found, found.binding) is not None
    return has_text and access.may(request.user, "translate_code_version", found)
