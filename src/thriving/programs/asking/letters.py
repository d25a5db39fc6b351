"""Letters about questions: that there is something to read, and where; never what anybody wrote."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from thriving.kernel import outbox
from thriving.kernel.models import Mail
from thriving.programs.asking import areas
from thriving.programs.asking.models import Question

_TO_ADDRESS = "question-heard:"

outbox.declare(
    "questions",
    _("Questions"),
    _("That a question waits for you, and that yours was answered or passed on."),
)


@dataclass(frozen=True)
class Address:
    """Somebody without an account who left an address for one letter."""

    email: str
    language: str


def ask_to_answer(question: Question) -> None:
    """To the people of the area where it is now."""
    page = outbox.address_of("asking:question", question.key)
    text = format_lazy(
        "{sentence}\n{page}\n",
        sentence=_("Somebody asked your area a question. The promised day and the question are here:"),
        page=page,
    )
    said = question.said.count()
    for person in areas.people_of(question.area):
        if person.pk != question.asker_id:
            key = f"question-waits:{question.key}:{said}"
            outbox.send(
                to=person, subject=_("A question waits for an answer"), text=text, key=key, kind="questions"
            )


def tell_asker(question: Question, subject: Promise, sentence: Promise) -> None:
    """To the account, or to the address that was left, which is then forgotten."""
    said = question.said.count()
    if question.asker:
        page = outbox.address_of("asking:question", question.key)
        key = f"question-told:{question.key}:{said}"
        text = format_lazy("{}\n{}\n", sentence, page)
        outbox.send(to=question.asker, subject=subject, text=text, key=key, kind="questions")
    elif question.email:
        to = Address(question.email, question.email_language)
        key = f"{_TO_ADDRESS}{question.key}:{said}"
        outbox.send(to=to, subject=subject, text=_by_private_link(sentence), key=key, kind="questions")
        question.email = ""
        question.save(update_fields=["email"])


def _by_private_link(sentence: Promise) -> Promise:
    kept = _(
        "Open the private address that you were shown when you asked: we do not know it. "
        "Your mail address has been deleted from the question."
    )
    return format_lazy("{}\n\n{}\n", sentence, kept)


def to_addresses() -> QuerySet[Mail]:
    """Letters to people without an account that have left: nothing else holds these addresses."""
    return Mail.objects.filter(key__startswith=_TO_ADDRESS, state=Mail.State.SENT)


def tell_passed_on(question: Question) -> None:
    """An account is told; an address is kept for the answer, which is the one letter to it."""
    if question.asker:
        tell_asker(
            question,
            _("About your question"),
            _("Your question was passed on to people who know more of it."),
        )
