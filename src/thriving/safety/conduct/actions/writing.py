"""The text of a version: drafted, written in each language, frozen, or withdrawn."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, diary, turn
from thriving.kernel.words import Words
from thriving.movement.actions import Refused
from thriving.movement.actions.groups import clean, clean_texts, known_languages
from thriving.movement.models import Person
from thriving.safety.conduct import moments, naming
from thriving.safety.conduct.actions.holding import hold, require
from thriving.safety.conduct.difference import BREAK
from thriving.safety.conduct.models import Code, Text, Version
from thriving.safety.conduct.queries import behind, text_of, texts_of, unanswered
from thriving.safety.conduct.sealing import FROZE, TRANSLATED, digest_of
from thriving.safety.conduct.states import BEING_WRITTEN, SEALED, VERSION
from thriving.ui import cldr

LONGEST_TEXT = 60_000
LONGEST_PARAGRAPH = 5_000
LONGEST_NOTE = 3_000


def problems(text: str) -> Iterator[str]:
    """What is wrong with a text, for whoever writes it."""
    if not text:
        yield _("There is no text yet.")
    if len(text) > LONGEST_TEXT:
        yield _("This text has at most %(count)d characters.") % {"count": LONGEST_TEXT}
    if any(len(each) > LONGEST_PARAGRAPH for each in text.split(BREAK)):
        yield _("A paragraph has at most %(count)d characters. An empty line begins a new one.") % {
            "count": LONGEST_PARAGRAPH
        }


def tidy(text: str) -> str:
    """Lines without what nobody sees, and exactly one empty line between paragraphs."""
    paragraphs = "\n".join(clean(line) for line in text.splitlines()).split(BREAK)
    return BREAK.join(each.strip("\n") for each in paragraphs if each.strip())


@transaction.atomic
def draft(code: Code, *, binding: str, changes: Words, by: Person) -> Version:
    """Begin the next version, with the texts of the one before to start from."""
    access.require(by, "keep_code", code)
    turn.take()
    code = Code.objects.select_for_update().get(pk=code.pk)
    if code.versions.filter(state__in=BEING_WRITTEN).exists():
        raise Refused(_("There is a version that is being written: go on with that one, or withdraw it."))
    if not known_languages([binding]):
        raise Refused(_("Choose a language from the list."))
    last = code.versions.order_by("-number").first()
    version = Version.objects.create(
        code=code,
        number=last.number + 1 if last else 1,
        binding=binding,
        changes=clean_texts(changes),
        drafted_on=clock.today(),
        drafted_by=by.key,
    )
    if last and (text := text_of(last, binding)):
        _put(version, binding, text.text, by)
    diary.note(version, "drafted", by=by)
    return version


@transaction.atomic
def write(version: Version, language: str, text: str, *, by: Person) -> Text:
    """The text in one language. Once it is frozen, only a language that it does not have yet is added."""
    rule = "keep_code_version" if language == version.binding else "translate_code_version"
    access.require(by, rule, version)
    version, text = hold(version), tidy(text)
    require(*problems(text), "" if known_languages([language]) else _("Choose a language from the list."))
    if version.is_sealed:
        return _add_translation(version, language, text, by)
    if not version.may_be_rewritten and language == version.binding:
        raise Refused(_("While others are asked what they think of it, the text stays as it is."))
    before = text_of(version, language)
    if before and (before.text, before.translates) == (text, _translated(version, language)):
        return before
    written = _put(version, language, text, by)
    diary.note(version, "wrote", by=by, body={"language": language, "sha256": written.sha256})
    return written


@transaction.atomic
def freeze(version: Version, *, by: Person) -> None:
    """From now on nobody changes a letter of it: the hash of each language's text is kept and told."""
    access.require(by, "keep_code_version", version)
    version = hold(version)
    if version.consulted_on is None:
        raise Refused(_("Conclude the consultation first."))
    if unanswered(version):
        raise Refused(_("Answer every comment first."))
    if late := behind(version):
        raise Refused(
            _("The translations into %(languages)s are of an earlier wording: mend them first.")
            % {"languages": cldr.listed(late)}
        )
    seals = {language: each.sha256 for language, each in texts_of(version).items()}
    VERSION.take(version, "freeze", seals=seals, frozen_on=clock.today(), frozen_by=by.key)
    moments.settle_all(version.code, by)
    diary.note(version, FROZE, by=by, body={"seals": seals})


@transaction.atomic
def withdraw(version: Version, *, why: str, by: Person) -> None:
    """It goes no further; what was public of it stays to be read, with the reason.

    What was ratified is withdrawn by whoever speaks for the Board: no keeper undoes a vote.
    """
    access.require(by, "withdraw_code_version", version)
    version, why = hold(version), clean(why)
    require("" if why else _("Say why."))
    naming.require_no_names(version, why)
    VERSION.take(version, "withdraw", reason=why)
    moments.settle_all(version.code, by, why)
    diary.note(version, "withdrew", by=by, why=why)


def _add_translation(version: Version, language: str, text: str, by: Person) -> Text:
    if language in version.seals or version.state not in SEALED:
        raise Refused(_("This text is frozen: what changes is a new version."))
    written = _put(version, language, text, by)
    version.seals = {**version.seals, language: written.sha256}
    version.save(update_fields=["seals"])
    diary.note(version, TRANSLATED, by=by, body={"seals": {language: written.sha256}})
    return written


def _put(version: Version, language: str, text: str, by: Person) -> Text:
    last = version.texts.filter(language=language).order_by("-revision").first()
    return Text.objects.create(
        version=version,
        language=language,
        revision=last.revision + 1 if last else 1,
        text=text,
        sha256=digest_of(text),
        translates=_translated(version, language),
        written_at=clock.now(),
        written_by=by.key,
    )


def _translated(version: Version, language: str) -> str:
    """The digest of the wording that a translation is of."""
    if language == version.binding:
        return ""
    binding = text_of(version, version.binding)
    if binding is None:
        raise Refused(_("Write the text in the language that binds first."))
    return binding.sha256
