"""The demo: a made-up year that one can walk through as anybody, on any of its days.

Nothing here is installed, routed or shown unless ``THRIVING_DEMO=1``: here anyone may be anyone. It runs on
databases that it made itself, one for each day, and on no other.
"""


def start() -> None:
    """Put the bar above every page, and turn this process to the demo's day, whichever command it runs."""
    from thriving.ui import slots  # noqa: PLC0415 -- the settings import this package before Django starts
    from thriving.web.demo import today  # noqa: PLC0415 -- the same
    from thriving.web.demo.bar import bar  # noqa: PLC0415 -- the same

    slots.add("demo", bar)
    if today.is_ready():
        today.follow()
