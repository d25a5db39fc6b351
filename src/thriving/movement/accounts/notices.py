"""What changes about the safety of an account: written in the diary, and told to its owner by mail."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from thriving.kernel import clock, diary, outbox
from thriving.movement.actions import Actor
from thriving.movement.models import Person

_SENTENCES: dict[str, Promise] = {
    "added_app": _("An authenticator app was added to your account as a second step of signing in."),
    "removed_app": _("The authenticator app was removed from your account."),
    "added_passkey": _("A passkey was added to your account."),
    "removed_passkey": _("A passkey was removed from your account."),
    "made_recovery_codes": _(
        "New recovery codes were made for your account. Those made before no longer work."
    ),
    "used_recovery_code": _("Somebody signed in to your account with a recovery code."),
    "lost_second_step": _(
        "The people who run this site removed every second step from your account, as you had asked them to."
    ),
    "guessed_second_step": _(
        "Somebody who knows your password tried many times to guess the second step of signing in. "
        "Choose another password."
    ),
    "changed_password": _("Your account has a new password. Wherever you were signed in, you no longer are."),
    "connected_wiki": _("A wiki account was connected: whoever has it can sign in to your account."),
    "disconnected_wiki": _("The wiki account was disconnected from your account."),
    "signed_out_everywhere": _("You were signed out wherever you were signed in."),
}


def tell(person: Person, what: str, *, by: Actor, why: str = "") -> None:
    """By mail only that it happened, in words that give nothing away to whoever else reads the mailbox."""
    entry = diary.note(person, what, by=by, why=why)
    write(person, what, key=f"{what}:{entry.number}")


def write_password_changed(person: Person) -> None:
    """The diary has it from the action itself."""
    write(person, "changed_password", key=f"changed_password:{clock.system().isoformat()}")


def write(person: Person, what: str, *, key: str) -> None:
    outbox.send(
        to=person,
        subject=_("About the safety of your account"),
        text=format_lazy(
            "{sentence}\n\n{otherwise}\n{address}\n",
            sentence=_SENTENCES[what],
            otherwise=_("Was it not you? Then sign in, sign out everywhere, and choose another password:"),
            address=outbox.address_of("movement:security"),
        ),
        key=key,
        kind="security",
    )


def warn_of_guesses(person: Person) -> None:
    """Once a day: whoever comes so far knows the password."""
    write(person, "guessed_second_step", key=f"guessed_second_step:{clock.today()}")
