from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thriving.movement.personal import declare
from thriving.programs.events.models import Event, Feed, Organizer

declare(
    "events.Organizer",
    _("Events that you organize"),
    rows=lambda person: Organizer.objects.filter(person=person).values("event__key", "named_at"),
    columns={"event__key": _("Event"), "named_at": _("Since")},
)
declare(
    "events.Event",
    _("Events whose safety contact you are"),
    rows=lambda person: Event.objects.filter(safety_person=person).values("key", "starts_at"),
    columns={"key": _("Event"), "starts_at": _("Begins")},
    stays=_("The event stays, without you."),
)
declare(
    "events.Feed",
    _("The secret address of your calendar"),
    rows=lambda person: Feed.objects.filter(person=person).values("made_at"),
    columns={"made_at": _("Made")},
)
