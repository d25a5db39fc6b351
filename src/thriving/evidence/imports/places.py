"""Countries, languages and regions that a file names, held against the reference."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy

from thriving.evidence.kinds import FactKind, Type
from thriving.evidence.statements import Problem, Statement
from thriving.movement.models import Country, Language, Region
from thriving.movement.reference.languages import code_of

SENTENCES = {
    Type.COUNTRY: gettext_lazy("There is no country or territory “%(value)s” in the reference."),
    Type.LANGUAGE: gettext_lazy("There is no language “%(value)s” in the reference."),
    Type.REGION: gettext_lazy("No scheme of regions has “%(value)s”."),
}


@dataclass(frozen=True)
class Known:
    """The codes that the reference has, by type; of a type without any, nothing is refused."""

    codes: Mapping[Type, frozenset[str]] = field(default_factory=dict)

    def problems(self, statement: Statement, kind: FactKind) -> Iterator[Problem]:
        for name, value in statement.stated.items():
            type_ = kind.named[name].type if name in kind.named else Type.KEY
            codes = self.codes.get(type_)
            if codes and value not in codes and not (type_ is Type.LANGUAGE and code_of(value) in codes):
                yield name, str(SENTENCES[type_]) % {"value": value}


ANYWHERE = Known()


def known() -> Known:
    """As the reference is now. A language may be called by its standard code too."""
    languages = Language.objects.values_list("code", "standard")
    return Known(
        {
            Type.COUNTRY: frozenset(Country.objects.values_list("code", flat=True)),
            Type.LANGUAGE: frozenset(code for pair in languages for code in pair),
            Type.REGION: frozenset(Region.objects.values_list("key", flat=True)),
        }
    )
