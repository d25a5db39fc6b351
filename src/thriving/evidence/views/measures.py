from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from thriving.evidence import addresses
from thriving.evidence.asked import Asked, specification_of
from thriving.evidence.definitions import latest_versions, version_of
from thriving.evidence.explaining import explained, golden_example
from thriving.evidence.models import MeasureVersion
from thriving.evidence.tables.wording import of_measure
from thriving.kernel import access
from thriving.ui.twins import Column, Parameter, Records

_ABOUT = (
    Column("title", "string", _("Measure"), _("What it counts, in few words.")),
    Column("short", "string", _("In short"), _("What is counted, in a sentence.")),
    Column("limits", "string", _("Limits"), _("What the number does not say.")),
    Column("kind", "string", _("Way of counting"), _("count, sum, distinct, ratio, change, coverage …")),
    Column("unit", "string", _("Unit"), _("What one is.")),
)
MEASURES = Records(
    "measures",
    _("Measures"),
    _("Every measure in its newest version."),
    columns=(Column("key", "string", _("Key"), _("How addresses name it; never used for another.")), *_ABOUT),
)
VERSIONS = Records(
    "measure-versions",
    _("Versions of a measure"),
    _("How a measure has been defined over time, newest first, each with the reason for its change."),
    columns=(
        Column("version", "integer", _("Version"), _("Its number.")),
        Column("since", "date", _("Since"), _("When it was defined so.")),
        Column("reason", "string", _("Reason"), _("Why the definition changed.")),
        *_ABOUT,
    ),
    parameters=(Parameter("version", "integer", _("Version"), _("Which one to show; default: the newest.")),),
)


@require_safe
def measures(request: HttpRequest, form: Any) -> HttpResponse:
    rows = [{"key": version.measure.key, **_about(version)} for version in latest_versions()]
    context = {"may_state": access.holds(request.user, "propose_value")}
    return MEASURES.respond(request, rows, form=form, template="evidence/measures.html", context=context)


@require_safe
def measure(request: HttpRequest, key: str, form: Any) -> HttpResponse:
    """A measure's definition card, and how it came to be."""
    version = version_of(key, VERSIONS.asked(request)["version"])
    if version is None:
        raise Http404
    versions = list(MeasureVersion.objects.filter(measure=version.measure).order_by("-number"))
    context = {
        "version": version,
        "versions": versions,
        "newest": versions[0],
        "explained": explained(specification_of(version)),
        "golden": golden_example(version),
        "records_url": addresses.evidence_url(Asked.of(version)),
        "tables": of_measure(version.measure_id) if specification_of(version).about_people else [],
    }
    return VERSIONS.respond(
        request,
        [_version(each) for each in versions],
        form=form,
        template="evidence/measure.html",
        context=context,
        title=str(version.title) or key,
    )


def _about(version: MeasureVersion) -> dict[str, Any]:
    specification = specification_of(version)
    return {
        "title": version.title,
        "short": version.short,
        "limits": version.limits,
        "kind": specification.kind,
        "unit": specification.unit,
    }


def _version(version: MeasureVersion) -> dict[str, Any]:
    return {
        "version": version.number,
        "since": version.created_at.date(),
        "reason": version.reason,
        **_about(version),
    }
