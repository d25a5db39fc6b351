"""What an event is about and what is done there: few words, the same everywhere, so that events are found."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TOPICS: dict[str, str | Promise] = {
    "editing": _("Editing together"),
    "workshop": _("Workshop or training"),
    "meetup": _("Meeting each other"),
    "upload": _("Uploading media"),
    "conference": _("Conference"),
    "hackathon": _("Building software"),
    "contest": _("Contest"),
    "backlog": _("Clearing a backlog"),
    "arts": _("Arts"),
    "biographies": _("Biographies"),
    "climate": _("Climate and nature"),
    "culture": _("Culture and traditions"),
    "data": _("Data"),
    "education": _("Education"),
    "gender": _("Gender"),
    "geography": _("Places"),
    "health": _("Health"),
    "heritage": _("Heritage"),
    "history": _("History"),
    "language": _("Language and literature"),
    "oral-history": _("Oral history"),
    "rights": _("Human rights"),
    "safety": _("Safety and friendly spaces"),
    "science": _("Science and technology"),
    "sports": _("Sports"),
}

# What one can learn or use there, by the skills that people name.
SKILLS: dict[str, tuple[str, ...]] = {
    "arts": ("design",),
    "conference": ("conferences",),
    "data": ("wikidata", "queries"),
    "editing": ("newcomers",),
    "education": ("education",),
    "hackathon": ("programming",),
    "heritage": ("heritage", "digitization"),
    "language": ("translation",),
    "oral-history": ("heritage",),
    "safety": ("event-safety", "harassment"),
    "upload": ("commons", "photography"),
    "workshop": ("workshops",),
}
