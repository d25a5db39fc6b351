"""Fields and lists that several forms here share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.movement import scopes
from thriving.movement.actions.groups import LONGEST_KEY
from thriving.movement.forms import choosing
from thriving.movement.forms.groups import NamedField
from thriving.movement.models import Country
from thriving.movement.queries.called import countries_called, languages_called
from thriving.movement.queries.wikis import wikis_called, wikis_meant
from thriving.programs.initiatives.queries import told
from thriving.ui import cldr


def countries() -> NamedField:
    return NamedField(
        label=gettext_lazy("Countries"),
        help_text=gettext_lazy("Their names in any language, with commas between them."),
        called=countries_called,
        written=cldr.country_name,
        unknown=gettext_lazy("No country is called “%(name)s”."),
    )


def languages() -> NamedField:
    return NamedField(
        label=gettext_lazy("Languages"),
        help_text=gettext_lazy("Their names in any language, with commas between them."),
        called=languages_called,
        written=cldr.language_name,
        unknown=gettext_lazy("No language is called “%(name)s”."),
    )


def wikis() -> NamedField:
    return NamedField(
        label=gettext_lazy("Wikis"),
        help_text=gettext_lazy(
            "Their names, addresses or databases, with commas between: swwiki, commonswiki."
        ),
        called=wikis_meant,
        written=lambda code: wikis_called([code])[code],
        unknown=gettext_lazy("No wiki is called “%(name)s”."),
    )


def wiki(label: Any, help_text: Any) -> NamedField:
    """Of one: what is read of it is empty or the code of one."""
    field = wikis()
    field.label, field.help_text, field.widget = label, help_text, forms.TextInput(attrs={"dir": "auto"})
    return field


def one_wiki(form: forms.Form, said: dict[str, Any]) -> None:
    """Make what was read of the field "wiki" one code."""
    found = said.get("wiki") or ()
    if len(found) > 1:
        form.add_error("wiki", _("One wiki at a time."))
    said["wiki"] = "".join(found[:1])


def key() -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("Name in its address"),
        max_length=LONGEST_KEY,
        help_text=gettext_lazy("Small Latin letters, digits and hyphens. It stays as it is for good."),
        widget=forms.TextInput(attrs={"dir": "ltr", "autocapitalize": "none", "spellcheck": "false"}),
    )


def country_choices() -> list[tuple[str, str]]:
    codes = Country.objects.filter(gone_on=None).values_list("code", flat=True)
    named = sorted(((code, cldr.country_name(code)) for code in codes), key=choosing.by_name)
    return [("", _("none")), *named]


def scope_choices(kind: str) -> list[tuple[str, str]]:
    """Parts of the movement of this kind, such as priorities of the plan, by their names."""
    if kind not in scopes.kinds:
        return []
    named = scopes.choices(kind).items()
    return sorted(((scopes.key_of(scope), str(name)) for scope, name in named), key=choosing.by_name)


def initiative_choices() -> list[tuple[str, str]]:
    """Those that are published, by their names."""
    return sorted(((each.key, str(each.title)) for each in told().only("key", "title")), key=choosing.by_name)


def text(label: Any, help_text: Any = "", *, most: int = 3_000, rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=most,
        widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}),
        help_text=help_text,
    )


def add_problems(
    form: forms.Form, found: Iterable[tuple[str, str]], field_of: Callable[[str], str | None]
) -> None:
    """Each sentence at the field that it is about, and of the whole where there is no such field."""
    for name, sentence in found:
        field = field_of(name)
        form.add_error(field if field in form.fields else None, sentence)
