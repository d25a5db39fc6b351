"""The whole story of a payment, as the diary has it: from the proposal to the money having arrived."""

from thriving.grants.payments.story.chapters import Chapter, chapters
from thriving.grants.payments.story.told import Story, of, written
from thriving.grants.payments.story.words import in_words

__all__ = ["Chapter", "Story", "chapters", "in_words", "of", "written"]
