"""As whom somebody is asked to do what waits of the risks of events."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

AS_ORGANIZER, IN_REGISTER = _("as an organizer of the event"), _("in its register")
AS_ANSWERING = _("as the one who answers for it")
AS_OFFICER, AS_AUTHORITY = _("as a risk officer"), _("as an authority on risks")
