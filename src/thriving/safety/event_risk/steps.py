"""What to do when something happens at an event: on the page for the day, short enough to read standing."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

STEPS = (
    _("Is somebody in danger? Call the local emergency number first, then a contact below."),
    _("Take whoever was harmed to a quiet place. Do not leave them alone unless they ask for it."),
    _("Ask what they need. Decide nothing over their heads; promise nothing that you cannot keep."),
    _("Ask whoever did harm to stop, and to leave if they do not. Never do it alone."),
    _("Call a contact below. Say where you are, what happened and what you need; names only if they ask."),
    _("Take no pictures, and tell nobody else. Whoever asks is sent to the safety contact."),
    _("Write down within the hour what happened and what was done, without names."),
)
