"""What is typed to describe an affiliate or a community."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from thriving.kernel.words import FALLBACK, Words
from thriving.movement.actions.groups import LONGEST_KEY, LONGEST_NAME, LONGEST_TEXT, Described, problems
from thriving.movement.models import Affiliate, AffiliateKind, Community, CommunityKind
from thriving.movement.queries.called import countries_called, languages_called
from thriving.movement.queries.groups import regions
from thriving.ui import cldr

# Commas of Latin, Arabic, Chinese and Japanese writing too.
_BETWEEN = re.compile(r"[,;\n،、，]+")
_MOST_NAMED = 300
Called = Callable[[Iterable[str]], dict[str, set[str]]]
Text = Any  # as Django takes it: a text, or one that waits for its language


class NamedField(forms.CharField):
    """Countries or languages by their names, in whatever language, or by their codes."""

    def __init__(self, *, called: Called, written: Callable[[str], str], unknown: Text, **told: Any) -> None:
        rows = forms.Textarea(attrs={"rows": 2, "dir": "auto"})
        super().__init__(required=False, max_length=5_000, widget=rows, **told)
        self.called, self.written, self.unknown = called, written, unknown

    def prepare_value(self, value: Any) -> Any:
        """Codes as the names that the page's language has for them."""
        return value if isinstance(value, str) else ", ".join(self.written(code) for code in value or ())

    def clean(self, value: Any) -> Any:
        names = [each.strip() for each in _BETWEEN.split(super().clean(value)) if each.strip()]
        if len(names) > _MOST_NAMED:
            raise ValidationError(_("These are too many at once."))
        found = self.called(names)
        if wrong := [self._what_is_wrong(name, found[name]) for name in names if len(found[name]) != 1]:
            raise ValidationError(wrong)
        return tuple(dict.fromkeys(next(iter(found[name])) for name in names))

    def _what_is_wrong(self, name: str, codes: set[str]) -> str:
        if not codes:
            return str(self.unknown) % {"name": name[:80]}
        meant = ", ".join(f"{self.written(code)} ({code})" for code in sorted(codes))
        return _("“%(name)s” may be any of these; write the code of one: %(meant)s.") % {
            "name": name[:80],
            "meant": meant,
        }


def _countries() -> NamedField:
    return NamedField(
        label=gettext_lazy("Countries"),
        help_text=gettext_lazy("Their names in any language, with commas between them."),
        called=countries_called,
        written=cldr.country_name,
        unknown=gettext_lazy("No country is called “%(name)s”."),
    )


def _languages() -> NamedField:
    return NamedField(
        label=gettext_lazy("Languages"),
        help_text=gettext_lazy("Their names in any language, with commas between them."),
        called=languages_called,
        written=cldr.language_name,
        unknown=gettext_lazy("No language is called “%(name)s”."),
    )


class GroupForm(forms.Form):
    """One field for each language in which the group has words already, for English, and for the page's."""

    text_label: Text = ""
    text_field = ""  # of the model
    kinds: list[tuple[str, Text]] = []

    def __init__(self, group: Affiliate | Community | None = None, data: Any = None) -> None:
        initial = self.initial_of(group) if group else {}
        super().__init__(data, initial=initial)
        self.languages = _languages_of(group, self.text_field)
        self.fields["kind"] = forms.ChoiceField(label=gettext_lazy("Kind"), choices=self.kinds)
        for code in self.languages:
            self.fields[f"name_{code}"] = _name_in(code)
            self.fields[f"text_{code}"] = _text_in(code, self.text_label)
        self.fields |= _in_another_language(self.text_label)
        self.fields["countries"], self.fields["languages"] = _countries(), _languages()
        if known := regions():
            self.fields["regions"] = _regions_field(known)
        self.fields["contact"] = forms.CharField(
            label=gettext_lazy("How to reach the group"),
            required=False,
            max_length=300,
            help_text=gettext_lazy("Everybody sees it: an address of the group, not of a person."),
        )
        self.add_more()
        self.order_fields(["kind", *(f"name_{code}" for code in self.languages)])

    def add_more(self) -> None:
        """Fields that one sort of group alone has."""

    def initial_of(self, group: Any) -> dict[str, Any]:
        words = {f"name_{code}": text for code, text in group.name.items()}
        texts = {f"text_{code}": text for code, text in getattr(group, self.text_field).items()}
        reaches = {name: getattr(group, name) for name in ("countries", "languages", "regions")}
        return {"kind": group.kind, "contact": group.contact, **words, **texts, **reaches}

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if len(said.get("another_language") or ()) > 1:
            self.add_error("another_language", _("One language at a time: save, and then come back."))
        if self.is_bound and not self.errors:
            for field, sentence in problems(self.described()):
                self.add_error(self._field_of(field), sentence)
        return said

    def described(self) -> Described:
        said = self.cleaned_data
        return Described(
            kind=said["kind"],
            name=self._words("name"),
            text=self._words("text"),
            contact=said["contact"],
            countries=said["countries"],
            regions=tuple(said.get("regions", ())),
            languages=said["languages"],
            **self.more(),
        )

    def more(self) -> dict[str, str]:
        return {}

    def _words(self, sort: str) -> Words:
        said = {code: self.cleaned_data[f"{sort}_{code}"] for code in self.languages}
        another = dict.fromkeys(self.cleaned_data["another_language"], self.cleaned_data[f"another_{sort}"])
        return Words({code: text for code, text in {**said, **another}.items() if text})

    def _field_of(self, problem: str) -> str | None:
        named = f"{problem}_{self.languages[0]}" if problem in ("name", "text") else problem
        return named if named in self.fields else None


class AffiliateForm(GroupForm):
    text_label = gettext_lazy("Mission")
    text_field = "mission"
    kinds = list(AffiliateKind.choices)

    def add_more(self) -> None:
        self.fields["acronym"] = forms.CharField(label=gettext_lazy("Acronym"), required=False, max_length=20)
        self.fields["meta_page"] = _page(gettext_lazy("Page on Meta-Wiki"))
        self.fields["letter"] = _page(
            gettext_lazy("Letter of intent"),
            gettext_lazy("Where those whom the group touches can read why it wants to be recognized."),
        )

    def initial_of(self, group: Any) -> dict[str, Any]:
        own = {name: getattr(group, name) for name in ("acronym", "meta_page", "letter")}
        return {**super().initial_of(group), **own}

    def more(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("acronym", "meta_page", "letter")}


class ApplyForm(AffiliateForm):
    def add_more(self) -> None:
        super().add_more()
        self.fields["key"] = _key()


class CommunityForm(GroupForm):
    text_label = gettext_lazy("What it is about")
    text_field = "about"
    kinds = list(CommunityKind.choices)

    def add_more(self) -> None:
        self.fields["theme"] = forms.CharField(
            label=gettext_lazy("Theme in Wikidata"),
            required=False,
            max_length=20,
            help_text=gettext_lazy("The identifier of its item, such as Q11190."),
        )

    def initial_of(self, group: Any) -> dict[str, Any]:
        return {**super().initial_of(group), "theme": group.theme}

    def more(self) -> dict[str, str]:
        return {"theme": self.cleaned_data["theme"].strip().upper()}


class NewCommunityForm(CommunityForm):
    def add_more(self) -> None:
        super().add_more()
        self.fields["key"] = _key(required=True)


def _key(*, required: bool = False) -> forms.SlugField:
    return forms.SlugField(
        label=gettext_lazy("Name in addresses"),
        required=required,
        max_length=LONGEST_KEY,
        help_text=gettext_lazy("Small Latin letters, digits and hyphens. It stays as it is for good."),
    )


def _page(label: Text, help_text: Text = "") -> forms.URLField:
    return forms.URLField(
        label=label, required=False, max_length=500, assume_scheme="https", help_text=help_text
    )


def _languages_of(group: Affiliate | Community | None, text_field: str) -> list[str]:
    written = {*group.name, *getattr(group, text_field)} if group else set()
    return list(dict.fromkeys([get_language() or FALLBACK, FALLBACK, *sorted(written)]))


def _name_in(code: str) -> forms.CharField:
    return forms.CharField(
        label=_in_language(gettext_lazy("Name"), code),
        required=False,
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"lang": code, "dir": "auto"}),
    )


def _text_in(code: str, label: Text) -> forms.CharField:
    return forms.CharField(
        label=_in_language(label, code),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4, "lang": code, "dir": "auto"}),
    )


def _in_another_language(text_label: Text) -> dict[str, forms.Field]:
    """For the languages in which this site has no pages."""
    language = _languages()
    language.label, language.help_text = gettext_lazy("Another language"), ""
    return {
        "another_language": language,
        "another_name": forms.CharField(
            label=gettext_lazy("Name in it"),
            required=False,
            max_length=LONGEST_NAME,
            widget=forms.TextInput(attrs={"dir": "auto"}),
        ),
        "another_text": forms.CharField(
            label=format_lazy("{}: {}", text_label, gettext_lazy("the same in it")),
            required=False,
            max_length=LONGEST_TEXT,
            widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        ),
    }


def _in_language(label: Text, code: str) -> Text:
    return format_lazy("{} ({})", label, cldr.language_name(code))


def _regions_field(known: dict[str, str]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=gettext_lazy("Whole regions"),
        required=False,
        choices=list(known.items()),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Only where the group serves all of a region; its countries say the rest."),
    )
