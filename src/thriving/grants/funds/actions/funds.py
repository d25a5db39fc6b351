from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.grants.funds.actions.soundness import Problem, problems_of_words, require_sound
from thriving.grants.funds.models import Fund, FundKind
from thriving.kernel import diary
from thriving.kernel.words import FALLBACK, Words
from thriving.movement.actions import Actor, Refused
from thriving.movement.actions.actor import require
from thriving.movement.actions.groups import clean_texts, clean_words, require_key


@dataclass(frozen=True)
class FundSaid:
    """A fund as somebody describes it; whoever describes it anew says all of it."""

    title: Words
    about: Words
    kind: str

    def columns(self) -> dict[str, object]:
        return {"title": clean_words(self.title), "about": clean_texts(self.about), "kind": self.kind}


def problems(said: FundSaid) -> Iterator[Problem]:
    yield from problems_of_words(said.title, said.about)
    if said.kind not in FundKind.values:
        yield "kind", _("This is none of the choices.")


@transaction.atomic
def found_fund(said: FundSaid, *, key: str, by: Actor, sample: bool = False) -> Fund:
    require(by, "manage_funds")
    require_key(key)
    require_sound(problems(said))
    if Fund.objects.filter(key=key).exists():
        raise Refused(_("Something else has “%(key)s” as its address already.") % {"key": key})
    language = next(iter(said.title), FALLBACK)
    made = Fund.objects.create(key=key, language=language, sample=sample, **said.columns())
    diary.note(made, "founded", by=by)
    return made


@transaction.atomic
def describe_fund(fund: Fund, said: FundSaid, *, by: Actor) -> None:
    require(by, "manage_funds")
    require_sound(problems(said))
    Fund.objects.filter(pk=fund.pk).update(**said.columns())
    fund.refresh_from_db()
    diary.note(fund, "described anew", by=by)
