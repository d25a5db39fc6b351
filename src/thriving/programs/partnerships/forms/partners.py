"""What is typed of a partner, and of a meeting with one."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.movement.forms.choosing import by_name
from thriving.movement.forms.days import DayInput
from thriving.movement.forms.groups import NamedField
from thriving.movement.models import Affiliate, Country, Person
from thriving.movement.queries.called import languages_called
from thriving.movement.queries.groups import affiliates_for, regions, standing
from thriving.programs.partnerships.actions.meetings import LONGEST_ROLES, Noted
from thriving.programs.partnerships.actions.meetings import problems as problems_of_meeting
from thriving.programs.partnerships.actions.partners import Described
from thriving.programs.partnerships.actions.partners import problems as problems_of_partner
from thriving.programs.partnerships.forms import fields
from thriving.programs.partnerships.models import Meeting, Partner, PartnerKind, Topic
from thriving.ui import cldr

_ANY = ("", gettext_lazy("Any"))
_NONE = ("", gettext_lazy("Choose one"))


def _countries() -> list[tuple[str, str]]:
    codes = Country.objects.filter(gone_on=None).values_list("code", flat=True)
    return sorted(((code, cldr.country_name(code)) for code in codes), key=by_name)


class PartnersForm(forms.Form):
    """What the directory is asked for."""

    def __init__(self, asked: dict[str, Any], languages: list[str]) -> None:
        super().__init__(initial=asked)
        named = sorted(((code, cldr.language_name(code)) for code in languages), key=by_name)
        for name, label, choices in (
            ("region", _("Region"), list(regions().items())),
            ("kind", _("Kind"), list(PartnerKind.choices)),
            ("language", _("Language"), named),
        ):
            self.fields[name] = forms.ChoiceField(label=label, required=False, choices=[_ANY, *choices])


class MeetingsForm(forms.Form):
    """What the list of meetings is asked for."""

    def __init__(self, asked: dict[str, Any]) -> None:
        super().__init__(initial=asked)
        for name, label, choices in (
            ("region", _("Region"), list(regions().items())),
            ("topic", _("Topic"), list(Topic.choices)),
        ):
            self.fields[name] = forms.ChoiceField(label=label, required=False, choices=[_ANY, *choices])


class PartnerForm(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=[_NONE, *PartnerKind.choices])
    name = fields.line(
        gettext_lazy("Name"),
        required=False,
        help_text=gettext_lazy("Of an affiliate, it stands in its own record."),
    )
    url = fields.page(gettext_lazy("Address of its site"))
    contact = fields.text(
        gettext_lazy("Whom to write to"),
        gettext_lazy("Only those who work with partners see it."),
        2,
    )
    listed = forms.BooleanField(
        label=gettext_lazy("Everybody may read that it is a partner"),
        required=False,
        initial=True,
        help_text=gettext_lazy("Private collections are never named."),
    )

    def __init__(self, reader: Any, partner: Partner | None = None, data: Any = None) -> None:
        super().__init__(data, initial=_initial(partner) if partner else None)
        self.before = partner.name if partner else None
        self.fields["affiliate"] = forms.ModelChoiceField(
            standing(affiliates_for(reader)).order_by("sort_name"),
            label=_("Which affiliate it is"),
            required=False,
            to_field_name="key",
            empty_label=_("None: it is no affiliate"),
        )
        self.fields["country"] = forms.ChoiceField(
            label=_("Country"), required=False, choices=[_NONE, *_countries()]
        )
        self.fields["region"] = forms.ChoiceField(
            label=_("Region"),
            required=False,
            choices=[_NONE, *regions().items()],
            help_text=_("Only where no country is said: a country leads to its region by itself."),
        )
        self.fields["languages"] = NamedField(
            label=_("Languages"),
            help_text=_("Their names in any language, with commas between them."),
            called=languages_called,
            written=cldr.language_name,
            unknown=gettext_lazy("No language is called “%(name)s”."),
        )
        self.order_fields(["kind", "affiliate", "name", "key", "country", "region", "languages"])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if self.is_bound and not self.errors:
            for field, sentence in problems_of_partner(self.described()):
                self.add_error(field, sentence)
        return said

    def described(self) -> Described:
        said = self.cleaned_data
        more = ("kind", "country", "region", "url", "contact", "listed", "affiliate")
        return Described(
            name=fields.said_in(self.before, said["name"]),
            languages=tuple(said["languages"]),
            **{name: said[name] for name in more},
        )


class NewPartnerForm(PartnerForm):
    key = fields.address()


class MeetingForm(forms.Form):
    on = forms.DateField(label=gettext_lazy("Day"), widget=DayInput)
    topic = forms.ChoiceField(
        label=gettext_lazy("Topic"),
        choices=[_NONE, *Topic.choices],
        help_text=gettext_lazy("A plan counts the meetings about its own subject."),
    )
    about = fields.text(
        gettext_lazy("What it was about"),
        gettext_lazy("Everybody who sees the partner reads it."),
        required=True,
    )
    outcome = fields.text(gettext_lazy("What came of it"), gettext_lazy("The same."))
    url = fields.page(
        gettext_lazy("Where the evidence can be read"),
        gettext_lazy("Such as minutes or an announcement. A plan counts a meeting that has evidence."),
    )
    document = forms.FileField(
        label=gettext_lazy("Or the evidence as a file"),
        required=False,
        help_text=gettext_lazy("Everybody who sees the partner reads it."),
    )
    our_roles = forms.CharField(
        label=gettext_lazy("Who of us was there, by role"),
        required=False,
        max_length=LONGEST_ROLES,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=gettext_lazy("Only those who work with partners see it."),
    )
    with_us = forms.CharField(
        label=gettext_lazy("Their accounts"),
        required=False,
        max_length=2_000,
        help_text=gettext_lazy(
            "User names, with commas between them. Only those who work with partners see them."
        ),
    )

    def __init__(self, meeting: Meeting | None = None, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, initial=_initial_of_meeting(meeting) if meeting else None)
        self.meeting = meeting
        if meeting:
            self.fields["with_us"].help_text = _("Left empty, they stay as they are.")
            self.fields["document"].help_text = _("Left empty, it stays as it is.")

    def clean_with_us(self) -> tuple[Person, ...] | None:
        names = [each for each in re.split(r"[,،、;\s]+", self.cleaned_data["with_us"]) if each]
        if not names and self.meeting:
            return None  # nobody's user name is shown to be typed again
        here = Person.objects.without_minors().filter(username__in=names, is_active=True)
        found = {each.username: each for each in here}
        if unknown := [name for name in names if name not in found]:
            raise ValidationError(_("No account is called “%(name)s”.") % {"name": unknown[0][:80]})
        return tuple(found[name] for name in dict.fromkeys(names))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors:
            for field, sentence in problems_of_meeting(self.noted()):
                self.add_error(field, sentence)
        return said

    def noted(self) -> Noted:
        language = self.meeting.language if self.meeting else fields.language()
        return Noted(**self.cleaned_data, language=language)


def _initial(partner: Partner) -> dict[str, Any]:
    names = ("kind", "country", "region", "url", "contact", "listed")
    affiliate: Affiliate | None = partner.affiliate
    return {
        **{name: getattr(partner, name) for name in names},
        "name": str(partner.name),
        "affiliate": affiliate.key if affiliate else "",
        "languages": [each.code for each in partner.spoken.all()],
    }


def _initial_of_meeting(meeting: Meeting) -> dict[str, Any]:
    names = ("on", "topic", "about", "outcome", "our_roles", "url")
    return {name: getattr(meeting, name) for name in names}
