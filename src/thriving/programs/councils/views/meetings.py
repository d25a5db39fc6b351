"""The meetings of a council: what everybody reads of them, what those expected read, and each step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from thriving.kernel import access, files
from thriving.movement.actions import Refused
from thriving.movement.doors import signed_in, typed
from thriving.movement.models import Person
from thriving.programs.councils.actions import meetings as actions
from thriving.programs.councils.actions import minutes
from thriving.programs.councils.forms.meetings import (
    AgreeForm,
    CallOffForm,
    CameForm,
    ChooseForm,
    DecideForm,
    ExpectForm,
    ItemForm,
    MinutesForm,
    PlanForm,
    ThereForm,
    WhenForm,
)
from thriving.programs.councils.models import Attendance, Council, Meeting, MeetingState, Part
from thriving.programs.councils.queries import meetings as queries
from thriving.programs.councils.queries import two_adults
from thriving.programs.councils.states.meetings import (
    AHEAD,
    CALLED,
    HELD,
    IN_SESSION,
    MEETING,
    PLANNED,
)
from thriving.programs.councils.views import parts, steps
from thriving.programs.councils.views.pages import council_at, run_at
from thriving.programs.councils.views.steps import Step
from thriving.ui.twins import Column, Parameter, Records

ON_A_PAGE, ON_COUNCIL = 50, 5
_RUN = "run_council_meeting"
_TITLES = {move.name: move.title for move in MEETING.moves}

MEETINGS = Records(
    "council-meetings",
    gettext_lazy("Meetings"),
    gettext_lazy("When a council met, how many members came, and the minutes that it agreed to."),
    columns=(
        Column("number", "integer", gettext_lazy("Number"), gettext_lazy("As addresses name it.")),
        Column("day", "date", gettext_lazy("Day"), gettext_lazy("By the clocks of its time zone.")),
        Column("state", "string", gettext_lazy("State"), ", ".join(MeetingState)),
        Column("members", "integer", gettext_lazy("Members"), gettext_lazy("How many of them came.")),
        Column("quorum", "integer", gettext_lazy("Quorum"), gettext_lazy("How many are needed to decide.")),
        Column(
            "published", "boolean", gettext_lazy("Minutes"), gettext_lazy("Whether everybody can read them.")
        ),
    ),
    parameters=(Parameter("page", "integer", gettext_lazy("Page"), gettext_lazy("The first is 1.")),),
)


def _items(meeting: Meeting) -> list[tuple[int, str]]:
    return [(each.pk, each.title) for each in meeting.items.all()]


def _coming(meeting: Meeting) -> dict[int, str]:
    return queries.choices(meeting, queries.coming(meeting))


def _releasable(meeting: Meeting) -> list[tuple[int, str]]:
    return list(queries.choices(meeting, meeting.attendances.exclude(part=Part.MEMBER)).items())


STEPS: dict[str, Step] = {
    "call": Step(
        _TITLES["call"],
        _RUN,
        lambda found: found.state == PLANNED,
        lambda found, _said, by: actions.call(found, by=by),
        words=gettext_lazy("Everybody who is expected gets a letter that leads here."),
    ),
    "open": Step(
        _TITLES["open"],
        _RUN,
        lambda found: found.state == CALLED,
        lambda found, said, by: actions.open_meeting(found, set(said["present"]), by=by),
        lambda found, data, _files: ThereForm(_coming(found), data),
    ),
    "record": Step(
        _TITLES["record"],
        _RUN,
        lambda found: found.state == IN_SESSION,
        lambda found, said, by: actions.record(found, said["presence"], by=by),
        lambda found, data, _files: CameForm(_coming(found), _presence(found), data),
    ),
    "agenda": Step(
        gettext_lazy("Put something on the agenda"),
        _RUN,
        lambda found: found.state in AHEAD,
        lambda found, said, by: actions.put_on_agenda(
            found, said["title"], text=said["text"], paper=said["paper"], by=by
        ),
        lambda _found, data, uploaded: ItemForm(data, uploaded),
    ),
    "lift": Step(
        gettext_lazy("Move something up on the agenda"),
        _RUN,
        lambda found: found.state in AHEAD and len(_items(found)) > 1,
        lambda found, said, by: actions.lift(get_object_or_404(found.items, pk=said["which"]), by=by),
        lambda found, data, _files: ChooseForm(_items(found), data),
    ),
    "take-off": Step(
        gettext_lazy("Take something off the agenda"),
        _RUN,
        lambda found: found.state in AHEAD and bool(_items(found)),
        lambda found, said, by: actions.take_off_agenda(
            get_object_or_404(found.items, pk=said["which"]), by=by
        ),
        lambda found, data, _files: ChooseForm(_items(found), data),
    ),
    "expect": Step(
        gettext_lazy("Name an adult or an observer"),
        _RUN,
        lambda found: found.state in (*AHEAD, IN_SESSION),
        lambda found, said, by: actions.expect(found, said["who"], said["part"], by=by),
        lambda _found, data, _files: ExpectForm(data),
        gettext_lazy("Where a minor may come, two adults must be there whose clearance holds on that day."),
    ),
    "release": Step(
        gettext_lazy("Somebody does not come"),
        _RUN,
        lambda found: found.state in AHEAD and found.attendances.exclude(part=Part.MEMBER).exists(),
        lambda found, said, by: actions.release(
            get_object_or_404(found.attendances, pk=said["which"]), by=by
        ),
        lambda found, data, _files: ChooseForm(_releasable(found), data),
    ),
    "move": Step(
        gettext_lazy("Another day, time or place"),
        _RUN,
        lambda found: found.state in AHEAD,
        lambda found, said, by: actions.move_to(found, said["when"], how_to_join=said["how_to_join"], by=by),
        lambda found, data, _files: WhenForm(found, found.time_zone, data),
    ),
    "decide": Step(
        gettext_lazy("Record a decision"),
        _RUN,
        lambda found: found.state == HELD and not found.published_at,
        lambda found, said, by: minutes.decide(found, said["text"], said["vote"], by=by),
        lambda _found, data, _files: DecideForm(data),
    ),
    "minutes": Step(
        gettext_lazy("Write the minutes"),
        _RUN,
        lambda found: found.state == HELD,
        lambda found, said, by: minutes.write(found, said["text"], language=said["language"], by=by),
        lambda found, data, _files: MinutesForm(found, data),
        gettext_lazy("Each time a version of its own; the earlier ones stay for the council."),
    ),
    "agree": Step(
        gettext_lazy("Record that the council agreed to the minutes"),
        _RUN,
        lambda found: found.state == HELD and found.minutes.exists(),
        lambda found, said, by: minutes.agree(found, said["which"], by=by),
        lambda found, data, _files: AgreeForm(found, data),
    ),
    "publish": Step(
        gettext_lazy("Let everybody read the minutes"),
        _RUN,
        lambda found: found.agreed_minutes is not None and not found.published_at,
        lambda found, _said, by: minutes.publish(found, by=by),
        words=gettext_lazy("Nobody is named in them but who agreed to it, and never a minor."),
    ),
    "call-off": Step(
        _TITLES["call_off"],
        _RUN,
        lambda found: found.state in (*AHEAD, IN_SESSION),
        lambda found, said, by: actions.call_off(found, **said, by=by),
        lambda _found, data, _files: CallOffForm(data),
    ),
}


def _presence(meeting: Meeting) -> Mapping[int, str]:
    return dict(meeting.attendances.values_list("pk", "presence"))


@require_safe
def meetings(request: HttpRequest, key: str, form: Any) -> HttpResponse:
    council = council_at(request, key)
    asked = MEETINGS.asked(request)["page"] or 1
    page = Paginator(queries.meetings_for(request.user, council), ON_A_PAGE).get_page(asked)
    listed = list(page)
    return MEETINGS.respond(
        request,
        [_row(each) for each in listed],
        form=form,
        template="councils/meetings.html",
        context={
            "council": council,
            "listed": listed,
            "page": page,
            "may_run": access.may(request.user, "run_council", council),
        },
        extra={"pages": page.paginator.num_pages},
        title=f"{council.title}: {MEETINGS.title}",
        sample=council.sample,
    )


def _row(meeting: Any) -> Mapping[str, Any]:
    return {
        "number": meeting.number,
        "day": meeting.day,
        "state": meeting.state,
        "members": meeting.members_there if meeting.state == HELD else None,
        "quorum": meeting.quorum,
        "published": meeting.published_at is not None,
    }


@require_safe
def meeting(request: HttpRequest, key: str, number: int) -> HttpResponse:
    found = _found(request, key, number)
    joins = access.may(request.user, "join_council_meeting", found)
    runs = access.may(request.user, _RUN, found)
    open_ = steps.open_to(request.user, found, STEPS) if runs else {}
    context = {
        "council": found.council,
        "found": found,
        "joins": joins,
        "minutes": queries.public_minutes(found),
        "resolutions": list(found.resolutions.all()) if joins or found.published_at else [],
        "adoptions": list(found.adoptions.select_related("recommendation")),
        "own": (own := found.attendances.filter(person=request.user.pk or 0).first()),
        "asks_adult": bool(own and own.part == Part.ADULT and two_adults.is_asked_now(found)),
        "is_there": bool(own and own.confirmed_at and own.confirmed_at >= found.opens_at),
        "is_uncleared": not runs and access.may(request.user, "run_council", found.council),
        "counted": queries.counted(found) if found.state == HELD else {},
        "named": queries.named_in_public(found) if found.published_at else [],
        "steps": steps.listed(open_),
        "missing": list(two_adults.missing(found)) if runs and found.state in (*AHEAD, IN_SESSION) else [],
        "sample": found.sample,
        **(_for_the_expected(request, found) if joins else {}),
    }
    return render(request, "councils/meeting.html", context)


def _for_the_expected(request: HttpRequest, found: Meeting) -> dict[str, Any]:
    return {
        "guests": queries.guests(request.user, found),
        "agenda": [(each, queries.is_whole(each)) for each in found.items.select_related("paper")],
        "versions": list(found.minutes.all()),
    }


@signed_in
def new_meeting(request: HttpRequest, key: str) -> HttpResponseBase:
    council, by = run_at(request, key), cast("Person", request.user)
    form = PlanForm(None, by.time_zone, typed(request))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            made = actions.plan(
                council, said["when"], how_to_join=said["how_to_join"], quorum=said["quorum"], by=by
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("councils:meeting", key, made.number)
    heading = _("Plan a meeting")
    context = {
        "council": council,
        "form": form,
        "heading": heading,
        "label": heading,
        "words": _("Nobody is told before it is called."),
        "sample": council.sample,
    }
    return render(request, "councils/meeting_step.html", context, status=422 if form.errors else 200)


@signed_in
def meeting_step(request: HttpRequest, key: str, number: int, step: str) -> HttpResponseBase:
    found = _found(request, key, number)
    open_ = steps.open_to(request.user, found, STEPS)
    if step not in open_:
        raise Http404
    context = {"council": found.council, "found": found, "sample": found.sample}
    answer = steps.take(request, found, open_[step], context, "councils/meeting_step.html")
    return answer or redirect("councils:meeting", key, number)


@require_POST
@signed_in
def naming(request: HttpRequest, key: str, number: int) -> HttpResponseBase:
    """One's own word: whether the minutes may name one."""
    yes = request.POST.get("yes") == "yes"
    return _own_word(request, key, number, partial(actions.let_be_named, yes=yes))


@require_POST
@signed_in
def here(request: HttpRequest, key: str, number: int) -> HttpResponseBase:
    """One's own word: that one of the adults is there."""
    return _own_word(request, key, number, actions.say_here)


def _own_word(request: HttpRequest, key: str, number: int, say: Callable[..., None]) -> HttpResponseBase:
    """Said of one's own attendance, and of no other."""
    found = _found(request, key, number)
    own = get_object_or_404(Attendance, meeting=found, person=request.user.pk)
    try:
        say(own, by=cast("Person", request.user))
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Saved."))
    return redirect("councils:meeting", key, number)


@require_safe
@signed_in
def paper(request: HttpRequest, key: str, number: int, item: int) -> HttpResponseBase:
    found = queries.paper_for(request.user, key, number, item)
    if found is None or found.paper is None:
        raise Http404
    return files.response(found.paper)


def _found(request: HttpRequest, key: str, number: int) -> Meeting:
    found = queries.meeting_for(request.user, key, number)
    if found is None:
        raise Http404
    return found


def on_council(request: HttpRequest, council: Council) -> dict[str, Any]:
    listed = list(queries.meetings_for(request.user, council)[:ON_COUNCIL])
    return {"newest_meetings": listed, "may_plan": access.may(request.user, "run_council", council)}


parts.shown.add("meetings", on_council)
