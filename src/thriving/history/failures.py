class HistoryError(Exception):
    """What cannot be done with wiki history, in a sentence for whoever asked."""


class NotKnown(HistoryError):
    """The lake, or the question, lacks what the metric needs: never 0, never something like it."""
