"""What is typed of a question: asked, answered, passed on, asked back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from thriving.kernel.words import FALLBACK
from thriving.movement.forms import choosing
from thriving.movement.models import new_key
from thriving.programs.asking.actions.answering import LONGEST as LONGEST_ANSWER
from thriving.programs.asking.actions.asking import LONGEST, Asked, problems
from thriving.programs.asking.actions.promising import LEAST, MOST
from thriving.programs.asking.areas import Area


class LanguageField(forms.CharField):
    """A language by any of its names, or its code; what is not known here is said to be so."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"list": "languages", "dir": "auto", "autocomplete": "off"})
        super().__init__(max_length=100, widget=widget, **options)

    def clean(self, value: Any) -> str:
        told = super().clean(value).strip()
        if not told and not self.required:
            return ""
        known = _known().get(told.casefold())
        if known is None:
            raise ValidationError(_("No language here is called “%(told)s”.") % {"told": told})
        return known


def _known() -> dict[str, str]:
    """Also the languages of the site, where no others were loaded."""
    site = {name.casefold(): code for code, name in choosing.site_languages()}
    written = {choosing.written(code).casefold(): code for code in site.values()}
    return {**site, **written, **{code: code for code in site.values()}, **choosing.languages_by_name()}


def language_names() -> list[str]:
    """What a browser offers while somebody types."""
    return sorted({choosing.written(code) for code in _known().values()})


def _words(
    label: Any, longest: int, help_text: Any = "", rows: int = 6, *, required: bool = True
) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=longest,
        required=required,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}),
    )


class QuestionForm(forms.Form):
    """``website`` is for programs that fill in whatever they find; people do not see it."""

    words = _words(
        gettext_lazy("Your question"), LONGEST, gettext_lazy("In your own language, as you would say it.")
    )
    language = LanguageField(label=gettext_lazy("Language of the question"))
    name = forms.CharField(
        label=gettext_lazy("Name beside it"),
        required=False,
        max_length=100,
        help_text=gettext_lazy("Only if you want to be named to those who answer. Nobody needs it."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("Mail address"),
        required=False,
        help_text=gettext_lazy("Only to tell you once that there is an answer; then it is deleted."),
    )
    may_publish = forms.BooleanField(
        label=gettext_lazy("Question and answer may be published"),
        required=False,
        help_text=gettext_lazy("So that others find them; with your name only if you wrote it above."),
    )
    website = forms.CharField(
        label=gettext_lazy("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    sending = forms.RegexField(r"\A[0-9a-f]{32}\Z", widget=forms.HiddenInput)
    objective = forms.SlugField(required=False, max_length=80, widget=forms.HiddenInput)

    def __init__(self, area: Area, data: Any = None, *, objective: str = "", has_account: bool) -> None:
        initial = {
            "language": choosing.written(get_language() or FALLBACK),
            "sending": new_key(),
            "objective": objective,
        }
        super().__init__(data, initial=initial)
        self.area = area
        if has_account:
            del self.fields["email"]

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise ValidationError(_("Empty the field that says “Leave this empty”, and send it again."))
        return ""

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors:
            for field, sentence in problems(self.asked()):
                self.add_error(field, sentence)
        return said

    def asked(self) -> Asked:
        said = dict(self.cleaned_data)
        said.pop("website", None)
        return Asked(area=self.area.scope, email_language=get_language() or FALLBACK, **said)


class AnswerForm(forms.Form):
    words = _words(gettext_lazy("Answer"), LONGEST_ANSWER, rows=8)
    language = LanguageField(label=gettext_lazy("Language of the answer"))

    def __init__(self, language: str, data: Any = None) -> None:
        super().__init__(data, initial={"language": choosing.written(language)})


class DeclineForm(AnswerForm):
    words = _words(gettext_lazy("Why it is not answered"), LONGEST_ANSWER, rows=4)


class PassForm(forms.Form):
    area = forms.ChoiceField(label=gettext_lazy("To which area"))
    words = _words(gettext_lazy("A word to the asker"), LONGEST_ANSWER, rows=3, required=False)
    language = LanguageField(label=gettext_lazy("In which language"))

    def __init__(self, others: Iterable[Area], language: str, data: Any = None) -> None:
        super().__init__(data, initial={"language": choosing.written(language)})
        choices = [(each.scope, str(each.title)) for each in others]
        cast("forms.ChoiceField", self.fields["area"]).choices = choices


class FollowUpForm(forms.Form):
    words = _words(gettext_lazy("What is still open?"), LONGEST, rows=4)
    email = forms.EmailField(
        label=gettext_lazy("Mail address"),
        required=False,
        help_text=gettext_lazy("Only to tell you once that there is an answer; then it is deleted."),
    )

    def __init__(self, data: Any = None, *, has_account: bool) -> None:
        super().__init__(data)
        if has_account:
            del self.fields["email"]


class PromiseForm(forms.Form):
    area = forms.CharField(widget=forms.HiddenInput, max_length=180)
    days = forms.IntegerField(label=gettext_lazy("Days"), min_value=LEAST, max_value=MOST)
