"""Letters about the exchange: that there is something to read, and where; no name, no skill, no words."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from thriving.kernel import outbox
from thriving.programs.exchange.models import Call, Exchange, Outcome, Party
from thriving.programs.exchange.queries import officers_of

outbox.declare(
    "exchange",
    _("Exchange of skills"),
    _("That somebody asks for you or your affiliate, or has answered."),
)


def ask(exchange: Exchange) -> None:
    sentence = _("Somebody asks for something that you could help with. A no is an answer too.")
    _send(exchange.asked, exchange, _("Somebody asks for you"), sentence, "asked")


def tell_agreed(exchange: Exchange) -> None:
    sentence = _("You can reach each other now: the page says how.")
    for party in (exchange.asker, exchange.asked):
        _send(party, exchange, _("Your exchange is agreed"), sentence, "agreed")


def tell_declined(exchange: Exchange) -> None:
    sentence = _("It is not possible this time. Others may help: look again at who could.")
    _send(exchange.asker, exchange, _("Your request has been answered"), sentence, "declined")


def tell_expired(exchange: Exchange) -> None:
    sentence = _("No answer came to your request. Others may help: look again at who could.")
    _send(exchange.asker, exchange, _("About your request"), sentence, "expired")


def tell_ended(exchange: Exchange, by: Party | None) -> None:
    other = exchange.asked if by == exchange.asker else exchange.asker
    _send(other, exchange, _("About your exchange"), _("The other side has ended it."), "ended")


def ask_outcome(outcome: Outcome) -> None:
    sentence = _("You agreed to exchange sixty days ago. What came of it? Two clicks are enough:")
    party = outcome.exchange.party_of(outcome.side)  # type: ignore[arg-type]  # a side, as the database holds it
    _send(party, outcome.exchange, _("What came of it?"), sentence, f"outcome:{outcome.side}")


def tell_call_over(call: Call) -> None:
    """The same to whoever called, whether anybody was asked or not."""
    page = outbox.address_of("exchange:call", call.key)
    sentence = _("The time of your request is over. The page shows who has accepted, if anybody has.")
    for person in officers_of(call.party):
        outbox.send(
            to=person,
            subject=_("About your request"),
            text=format_lazy("{}\n{}\n", sentence, page),
            key=f"exchange:{call.key}:over",
            kind="exchange",
        )


def _send(to: Party | None, exchange: Exchange, subject: Promise, sentence: Promise, what: str) -> None:
    page = outbox.address_of("exchange:exchange", exchange.key)
    for person in officers_of(to) if to else ():
        outbox.send(
            to=person,
            subject=subject,
            text=format_lazy("{}\n{}\n", sentence, page),
            key=f"exchange:{exchange.key}:{what}",
            kind="exchange",
        )
