"""What is asked of a minor, of a guardian, and of whoever protects minors."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from thriving.kernel import clock
from thriving.movement import ages
from thriving.movement.actions.minors import YOUNGEST_TO_DECIDE
from thriving.movement.forms.days import DayInput
from thriving.movement.models import Age, People, Person
from thriving.ui import cldr


def _bands() -> list[tuple[str, str]]:
    return [(each.key, str(each)) for each in ages.bands()]


def _languages() -> list[tuple[str, str]]:
    return [(code, cldr.own_name(code)) for code, _name in settings.LANGUAGES]


class AgeForm(forms.Form):
    band = forms.ChoiceField(label=gettext_lazy("How old are you?"), choices=_bands, widget=forms.RadioSelect)

    def __init__(self, data: Any = None, *, age: Age | None = None) -> None:
        super().__init__(data, initial={"band": age.band if age else ""})


class GuardianAddressForm(forms.Form):
    address = forms.EmailField(
        label=gettext_lazy("Mail address of your parent or guardian"),
        max_length=254,
        help_text=gettext_lazy("We write there once, and delete the address when they have answered."),
    )
    guardian_language = forms.ChoiceField(
        label=gettext_lazy("In which language should we write?"), choices=_languages
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"guardian_language": get_language()})


class OwnConsentForm(forms.Form):
    agrees = forms.BooleanField(label=gettext_lazy("I have read this, and I want to take part"))
    version = forms.CharField(widget=forms.HiddenInput, max_length=20)


class GuardianForm(forms.Form):
    agrees = forms.BooleanField(
        label=gettext_lazy("I am their parent or guardian, I have read this, and I agree")
    )
    version = forms.CharField(widget=forms.HiddenInput, max_length=20)


class LostLinkForm(forms.Form):
    address = forms.EmailField(
        label=gettext_lazy("Your mail address"),
        max_length=254,
        help_text=gettext_lazy("The one to which we wrote when you were asked for your consent."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class ConfirmAgeForm(forms.Form):
    band = forms.ChoiceField(
        label=gettext_lazy("Between which ages they are"), choices=_bands, widget=forms.RadioSelect
    )
    decides_from = forms.IntegerField(
        label=gettext_lazy("From which age the law lets them decide alone"),
        min_value=YOUNGEST_TO_DECIDE,
        max_value=ages.ADULT,
    )
    ask_again_on = forms.DateField(
        label=gettext_lazy("When to ask a minor again"),
        required=False,
        widget=DayInput,
        help_text=gettext_lazy("Within a year. Never on a birthday: take the first day of a month."),
    )

    def __init__(self, person: Person, age: Age, data: Any = None) -> None:
        law = ages.age_of_consent(person.country_id or "")
        first = {
            "band": age.band or age.confirmed_band,
            "decides_from": law.age,
            "ask_again_on": _next_year(),
        }
        super().__init__(data, initial=first)
        self.fields["decides_from"].help_text = _said_by(law, person)


def _next_year() -> date:
    """The first day of this month, a year later."""
    today = clock.today()
    return date(today.year + 1, today.month, 1)


def _said_by(law: ages.AgeOfConsent, person: Person) -> str:
    if not person.country_id:
        return _("They tell no country; without one it is %(age)s.") % {"age": cldr.number(law.age)}
    told = {"country": cldr.country_name(person.country_id), "age": cldr.number(law.age), "law": law.source}
    if law.source:
        return _("They tell that they are in %(country)s: %(age)s, by %(law)s.") % told
    return _("They tell that they are in %(country)s, of whose law we know nothing: %(age)s.") % told


class ClearForm(forms.Form):
    who = forms.CharField(
        label=gettext_lazy("Whom"),
        max_length=150,
        help_text=gettext_lazy("The name that they sign in with."),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false", "dir": "auto"}),
    )
    checked_on = forms.DateField(label=gettext_lazy("Checked on"), widget=DayInput)
    course_on = forms.DateField(
        label=gettext_lazy("Finished the course on the safety of young people on"), widget=DayInput
    )
    expires_on = forms.DateField(label=gettext_lazy("First day without the clearance"), widget=DayInput)

    def clean_who(self) -> Person:
        told = self.cleaned_data["who"].strip()
        meant = Q(username=People.normalize_username(told))
        person = Person.objects.without_minors().filter(meant, is_active=True).first()
        if person is None:
            raise ValidationError(_("No adult here signs in as “%(told)s”.") % {"told": told})
        return person


class EndClearanceForm(forms.Form):
    why = forms.CharField(label=gettext_lazy("Why"), max_length=500)
