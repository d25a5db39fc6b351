class HistoryError(Exception):
    """What cannot be done with wiki history, in a sentence for whoever asked."""
