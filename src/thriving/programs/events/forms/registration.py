"""What is asked of those who register: little, nothing that must be answered, and each with its reason."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from thriving.movement.forms import choosing
from thriving.programs.events.actions.admission import LONGEST_KEPT, MOST_INVITATIONS, Chosen
from thriving.programs.events.actions.registration import (
    LONGEST_NAME,
    LONGEST_WIKI_NAME,
    Wishes,
    is_mail,
    problems,
)
from thriving.programs.events.models import Admission, ComesAs, Event, Registration
from thriving.programs.events.queries.places import is_protected, tracks_contributions
from thriving.programs.events.traces import traces

_BETWEEN = re.compile(r"[\s,;]+")


class RegisterForm(forms.Form):
    """For registering, and for changing later what one said. An account answers who somebody is."""

    def __init__(
        self,
        event: Event,
        data: Any = None,
        *,
        by_account: bool,
        registration: Registration | None = None,
        countries: Collection[str] = (),
    ) -> None:
        """``countries``: where they live, as far as it is known."""
        super().__init__(data, initial=_initial(registration))
        self.registration = registration
        protected = is_protected(event, *countries)
        if not by_account:
            self.fields.update(_of_strangers(with_mail=registration is None))
        if _asks_what_they_are(event):
            self.fields["comes_as"] = _comes_as()
        if not protected:
            self.fields["is_public"] = _is_public()
        if tracks_contributions(event, protected=protected):
            self.fields.update(_measuring())
        self.asks_less = protected and "may_measure" not in self.fields

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors:
            for name, sentence in problems(self.wishes()):
                self.add_error(name if name in self.fields else None, sentence)
        return said

    def wishes(self) -> Wishes:
        """What is not asked here stays as it was said before."""
        known = (
            {name: getattr(self.registration, name) for name in ("email", "country", "comes_as")}
            if (self.registration)
            else {}
        )
        said = {name: self.cleaned_data[name] for name in self.fields if name in self.cleaned_data}
        return Wishes(**{"language": get_language() or "en", **known, **said})


class AdmissionForm(forms.Form):
    is_open = forms.BooleanField(label=gettext_lazy("People can register"), required=False)
    closes_at = forms.DateTimeField(
        label=gettext_lazy("Until (empty: until it ends)"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=gettext_lazy("By the clocks of the event."),
        input_formats=["%Y-%m-%dT%H:%M"],
    )
    names_kept = forms.IntegerField(
        label=gettext_lazy("Days after the event for which names are kept"),
        required=False,
        min_value=0,
        max_value=LONGEST_KEPT,
    )
    traces = forms.MultipleChoiceField(
        label=gettext_lazy("What coming is evidence of"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Whoever is checked in then counts for that too, in the plan."),
    )

    def __init__(self, event: Event, data: Any = None) -> None:
        self.event = event
        found = Admission.objects.filter(event=event).first() or Admission(event=event)
        closes_at = found.closes_at.astimezone(event.zone) if found.closes_at else None
        initial = {
            "is_open": found.is_open,
            "closes_at": closes_at.replace(tzinfo=None) if closes_at else None,
            "names_kept": found.names_kept,
            "traces": list(event.tracings.values_list("trace", flat=True)),
        }
        super().__init__(data, initial=initial)
        choices = [(key, trace.title) for key, trace in traces.items()]
        field = self.fields["traces"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = choices

    def chosen(self) -> Chosen:
        said = self.cleaned_data
        closes_at = said["closes_at"]
        if closes_at is not None:
            closes_at = closes_at.replace(tzinfo=self.event.zone)
        return Chosen(said["is_open"], closes_at, said["names_kept"], tuple(said["traces"]))


class InviteForm(forms.Form):
    addresses = forms.CharField(
        label=gettext_lazy("Mail addresses"),
        max_length=50_000,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "ltr", "autocapitalize": "none"}),
        help_text=gettext_lazy("One on each line. To each goes one letter; the addresses are not kept."),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of the letter"))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"language": get_language()})
        field = self.fields["language"]
        if isinstance(field, forms.ChoiceField):
            field.choices = choosing.site_languages()

    def clean_addresses(self) -> list[str]:
        told = [each for each in _BETWEEN.split(self.cleaned_data["addresses"]) if each]
        if wrong := [each for each in told if not is_mail(each)]:
            raise forms.ValidationError(_("“%(text)s” is no mail address.") % {"text": wrong[0][:80]})
        if len(told) > MOST_INVITATIONS:
            raise forms.ValidationError(
                _("At most %(count)d addresses at a time.") % {"count": MOST_INVITATIONS}
            )
        return told


def _initial(registration: Registration | None) -> dict[str, Any]:
    if registration is None:
        return {}
    plain = ("name", "email", "says_new", "is_public", "may_measure", "comes_as")
    name = getattr(registration, "wiki_name", None)
    return {**{each: getattr(registration, each) for each in plain}, "wiki_name": name.name if name else ""}


def _asks_what_they_are(event: Event) -> bool:
    return any(traces[each.trace].asks_what_they_are for each in event.tracings.all() if each.trace in traces)


def _of_strangers(*, with_mail: bool) -> dict[str, forms.Field]:
    mail = forms.EmailField(
        label=_("Mail"),
        required=False,
        help_text=_("We send your private link there, and write if something changes. Nobody else reads it."),
    )
    return {
        "name": forms.CharField(
            label=_("What the organizers may call you"),
            required=False,
            max_length=LONGEST_NAME,
            help_text=_("It need not be your real name. It is deleted some time after the event."),
            widget=forms.TextInput(attrs={"dir": "auto"}),
        ),
        **({"email": mail} if with_mail else {}),
        "says_new": forms.BooleanField(label=_("It is my first event here"), required=False),
    }


def _comes_as() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("What you are in the movement"),
        required=False,
        choices=ComesAs.choices,
        widget=forms.RadioSelect,
        help_text=_("This event is about organizing and leading: it is counted who takes part."),
    )


def _is_public() -> forms.BooleanField:
    return forms.BooleanField(
        label=_("Show on the page of the event that I come"),
        required=False,
        help_text=_("Without it only the organizers know. Everybody is counted alike."),
    )


def _measuring() -> dict[str, forms.Field]:
    return {
        "may_measure": forms.BooleanField(
            label=_("What I edit on the wikis may be counted for this event"),
            required=False,
            help_text=_("Only sums are told, never who. You can take it back at any time."),
        ),
        "wiki_name": forms.CharField(
            label=_("User name on the wikis"),
            required=False,
            max_length=LONGEST_WIKI_NAME,
            help_text=_(
                "Needed for counting only, and nobody is shown it. It is deleted with the other names, or "
                "later, when it is counted who stayed: a year after the event at the latest."
            ),
            widget=forms.TextInput(attrs={"dir": "auto", "autocapitalize": "none", "spellcheck": "false"}),
        ),
    }
