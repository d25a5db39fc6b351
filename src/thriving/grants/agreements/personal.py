"""What agreements know of a person: what goes into their file, and what becomes of it when they leave."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thriving.grants.agreements.models import (
    Agreement,
    DecidedElsewhere,
    FundedWork,
    Signature,
    Template,
    Text,
)
from thriving.movement.models import Person
from thriving.movement.personal import declare, needed

_STAYS = _("It stays, under a random identifier that no longer leads to anybody.")
_AGREEMENT, _WHEN, _DAY = _("Agreement"), _("When"), _("Day")


def _forget_name(person: Person) -> None:
    Signature.objects.filter(signed_by=person.key, name__isnull=False).update(name=None)


declare(
    "agreements.Agreement",
    _("Agreements that you look after"),
    rows=lambda person: Agreement.objects.filter(
        Q(officer=person) | Q(no_works_by=person.key) | Q(no_works_agreed_by=person.key)
    ).values("key", "state"),
    columns={"key": _AGREEMENT, "state": _("State")},
    stays=_("It stays, without anybody who looks after it."),
)
declare(
    "agreements.DecidedElsewhere",
    _("Decisions made elsewhere that you stated or confirmed"),
    rows=lambda person: DecidedElsewhere.objects.filter(
        Q(stated_by=person.key) | Q(confirmed_by=person.key)
    ).values("agreement__key", "title", "stated_at"),
    columns={"agreement__key": _AGREEMENT, "title": _("Document"), "stated_at": _WHEN},
    stays=_STAYS,
)
declare(
    "agreements.FundedWork",
    _("What you wrote down that an agreement pays for"),
    rows=lambda person: FundedWork.objects.filter(added_by=person.key).values("agreement__key", "added_on"),
    columns={"agreement__key": _AGREEMENT, "added_on": _DAY},
    stays=_STAYS,
)
declare(
    "agreements.Template",
    _("Templates of agreements that you wrote"),
    rows=lambda person: Template.objects.filter(written_by=person.key).values("key", "number", "written_on"),
    columns={"key": _("Template"), "number": _("Version"), "written_on": _DAY},
    stays=_STAYS,
)
declare(
    "agreements.Text",
    _("Texts of agreements that you drafted"),
    rows=lambda person: Text.objects.filter(drafted_by=person.key).values(
        "agreement__key", "number", "drafted_on"
    ),
    columns={"agreement__key": _AGREEMENT, "number": _("Number"), "drafted_on": _DAY},
    stays=_STAYS,
)
declare(
    "agreements.Signature",
    _("Agreements that you signed"),
    rows=lambda person: Signature.objects.filter(signed_by=person.key).values(
        "text__agreement__key", "side", "name", "signed_at"
    ),
    columns={
        "text__agreement__key": _AGREEMENT,
        "side": _("Side"),
        "name": _("Name"),
        "signed_at": _WHEN,
    },
    forget=_forget_name,
    stays=_("That a side has signed stays, with the office but without your name."),
)
# Without these entries nobody could see that an agreement is still the one that was signed.
needed.add("grant agreements", Q(subject__startswith="agreements.text:", verb__in=("made_ready", "signed")))
