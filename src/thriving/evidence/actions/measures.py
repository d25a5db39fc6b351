from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.evidence import ledger
from thriving.evidence.measures import AsOf, SpecificationRefused, definition
from thriving.evidence.models import Measure, MeasureVersion
from thriving.kernel import clock, diary
from thriving.kernel.words import Words


@transaction.atomic
def define_measure(  # noqa: PLR0913 -- one for each thing that a definition says
    key: str,
    specification: Mapping[str, Any],
    *,
    title: Words,
    short: Words | None = None,
    limits: Words | None = None,
    reason: str = "",
    by: Any = None,
) -> MeasureVersion:
    """The measure's newest version: a new one where anything changed, and only if the definition holds."""
    measure, _created = Measure.objects.get_or_create(key=key)
    # Whoever defines the same measure at the same moment waits here.
    newest = Measure.objects.select_for_update().get(pk=measure.pk).versions.order_by("-number").first()
    texts = {"title": title, "short": short or Words(), "limits": limits or Words()}
    said = {"specification": dict(specification), **texts}
    if newest and all(getattr(newest, name) == value for name, value in said.items()):
        return newest
    _require_sound(key, specification, newest)
    version = MeasureVersion.objects.create(
        measure=measure,
        number=newest.number + 1 if newest else 1,
        reason=reason,
        created_by=by if isinstance(by, str) else getattr(by, "key", ""),
        created_at=clock.now(),
        **said,
    )
    diary.note(measure, "defined", by=by, why=reason, body={"key": key, "version": version.number})
    return version


def _require_sound(key: str, said: Mapping[str, Any], newest: MeasureVersion | None) -> None:
    it = definition.require_sound(key, said)
    if newest and newest.specification["unit"]["code"] != it.unit:
        # A name is never used for another thing: links, plans and releases rely on it.
        raise SpecificationRefused(
            _("This measure counts in “%(unit)s”. To count something else, define another measure.")
            % {"unit": newest.specification["unit"]["code"]}
        )
    if mismatch := definition.dry_run(it, AsOf(clock.today(), ledger.position())):
        raise SpecificationRefused(mismatch)
