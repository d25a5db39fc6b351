from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from thriving.programs.asking.forms import LanguageField


class AddLanguageForm(forms.Form):
    language = LanguageField(label=gettext_lazy("In which language"))
