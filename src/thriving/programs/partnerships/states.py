"""From the first contact to an agreement and its end; and from questions to what an agreement rests on."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thriving.kernel.lifecycle import Lifecycle, Move, declare

CONTACT, TALKS, DRAFTED, READY, SIGNED = "contact", "talks", "drafted", "ready", "signed"
ACTIVE, RENEWAL_DUE, RENEWED, ENDED = "active", "renewal_due", "renewed", "ended"
BEFORE_SIGNING = (CONTACT, TALKS, DRAFTED, READY)
IN_FORCE = (ACTIVE, RENEWED, RENEWAL_DUE)

PARTNERSHIP = declare(
    Lifecycle(
        "a partnership",
        start=CONTACT,
        moves=(
            Move("begin_talks", (CONTACT,), TALKS, title=_("Begin talks")),
            Move("draft", (TALKS,), DRAFTED, title=_("Draft the agreement")),
            Move("make_ready", (DRAFTED,), READY, title=_("Declare the text ready to be signed")),
            Move("reopen", (READY,), DRAFTED, title=_("Take the text back")),
            Move("sign", (READY,), SIGNED, title=_("Sign")),
            Move("take_effect", (SIGNED,), ACTIVE, needs=("begins_on",), title=_("Begin the work")),
            Move("fall_due", (ACTIVE, RENEWED), RENEWAL_DUE, needs=("ends_on",)),
            Move("renew", IN_FORCE, RENEWED, needs=("ends_on",), title=_("Renew")),
            Move("end", (*BEFORE_SIGNING, SIGNED, *IN_FORCE), ENDED, needs=("reason",), title=_("End")),
        ),
    )
)

RENEWAL_PROPOSED, RENEWAL_AGREED, RENEWAL_DROPPED = "proposed", "agreed", "dropped"

# A partnership is renewed by it alone: one side's word does not bind the other.
RENEWAL = declare(
    Lifecycle(
        "a renewal of an agreement",
        start=RENEWAL_PROPOSED,
        moves=(
            Move(
                "agree", (RENEWAL_PROPOSED,), RENEWAL_AGREED, needs=("agreed_on",), title=_("Agree to renew")
            ),
            Move("drop", (RENEWAL_PROPOSED,), RENEWAL_DROPPED, title=_("Do not renew until then")),
        ),
    )
)

VERSION_DRAFT, VERSION_READY, VERSION_SIGNED, VERSION_WITHDRAWN = "draft", "ready", "signed", "withdrawn"
SEALED = (VERSION_READY, VERSION_SIGNED)

VERSION = declare(
    Lifecycle(
        "a version of an agreement",
        start=VERSION_DRAFT,
        moves=(
            Move("make_ready", (VERSION_DRAFT,), VERSION_READY, needs=("document", "seal", "ready_on")),
            Move("sign", (VERSION_READY,), VERSION_SIGNED, needs=("signed_on",)),
            Move("withdraw", (VERSION_DRAFT, VERSION_READY), VERSION_WITHDRAWN),
        ),
    )
)

PROPOSED, SCOPED, IN_PROGRESS, PUBLISHED, STOPPED = (
    *("proposed", "scoped", "in_progress", "published"),
    "stopped",
)

STREAM = declare(
    Lifecycle(
        "a stream of research",
        start=PROPOSED,
        moves=(
            Move("scope", (PROPOSED,), SCOPED, needs=("questions", "methods"), title=_("Fix what is asked")),
            Move("begin", (SCOPED,), IN_PROGRESS, title=_("Begin")),
            Move("publish", (IN_PROGRESS,), PUBLISHED, title=_("Write down what was found")),
            Move("take_back", (PUBLISHED,), IN_PROGRESS),
            Move(
                "stop",
                (PROPOSED, SCOPED, IN_PROGRESS, PUBLISHED),
                STOPPED,
                needs=("reason",),
                title=_("Stop it"),
            ),
            Move("resume", (STOPPED,), IN_PROGRESS, title=_("Go on with it")),
        ),
    )
)
