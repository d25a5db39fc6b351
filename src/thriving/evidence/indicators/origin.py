"""Where a series comes from, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thriving.evidence.indicators.series import Series
from thriving.evidence.wording import listed
from thriving.ui import cldr

_NAMED = 3  # wikis; of more, only their number is told


def origin_in_words(series: Series) -> str:
    made = series.computation
    if made is None:
        return _("Source: %(source)s.") % {"source": series.indicator.source}
    return _("Computed here from the history of %(wikis)s, snapshot %(snapshot)s.") % {
        "wikis": wikis_in_words(list(made.wikis)),
        "snapshot": listed(sorted(set(made.wikis.values()))),
    }


def wikis_in_words(wikis: list[str]) -> str:
    if len(wikis) <= _NAMED:
        return listed(wikis)
    return ngettext("%(count)s wiki", "%(count)s wikis", len(wikis)) % {"count": cldr.number(len(wikis))}
