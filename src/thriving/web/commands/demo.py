"""`thriving demo`: a made-up year to walk through, on databases of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

import click

from thriving.web.commands import setup

HOST = "127.0.0.1"
PORT = 8000
LOOK_AGAIN = 0.5  # seconds
LONGEST_PAUSE = 60.0  # seconds
WORK = "from thriving.web.commands import main; main(['work'])"


@click.command()
@click.option(
    "--host", default=HOST, show_default=True, help="Where to listen. Anyone who reaches it can be anyone."
)
@click.option("--port", default=PORT, show_default=True, help="If it is taken, the next free one; 0 for any.")
@click.option("--fresh", is_flag=True, help="Forget what was done on the chosen day.")
def demo(host: str, port: int, *, fresh: bool) -> None:
    """Show a made-up year of work: build it, serve it, and print the address."""
    os.environ["THRIVING_DEMO"] = "1"
    setup()
    from thriving.web.commands.serve import free_port, serve_forever  # noqa: PLC0415 -- after Django is set up
    from thriving.web.demo.today import days, follow  # noqa: PLC0415 -- the same

    days.prepare(days.chosen(), afresh=fresh)
    days.remove_others()
    # Whoever edits the code meanwhile goes on with what this code has built.
    os.environ["DATABASE_URL"] = days.url({})
    follow()
    with working(days.chosen):
        chosen = free_port(host, port) if port else any_port(host)
        lead_to(host, chosen)
        serve_forever(host, chosen, ready=lambda address: say(address, days.chosen()))


def lead_to(host: str, port: int) -> None:
    """Links that a page gives to be passed on lead to where this demo is."""
    from django.conf import settings  # noqa: PLC0415 -- after Django is set up

    settings.SITE = f"http://{host}:{port}"


def any_port(host: str) -> int:
    """One that the system says is free."""
    with socket.create_server((host, 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


def say(address: str, day: date) -> None:
    click.echo(f"The demo is at {address} on {day:%-d %B %Y}. Ctrl-C ends it.")
    click.echo("Other commands work on it like this: THRIVING_DEMO=1 thriving evidence check")


@contextmanager
def working(chosen: Callable[[], date]) -> Iterator[None]:
    """Run a worker beside the server: always one that works on the chosen day."""
    over = threading.Event()
    follower = threading.Thread(target=_keep_working, args=(chosen, over), daemon=True)
    follower.start()
    try:
        yield
    finally:
        over.set()
        follower.join()


def _keep_working(chosen: Callable[[], date], over: threading.Event) -> None:
    pause = LOOK_AGAIN
    while not over.is_set():
        day = chosen()
        worker = subprocess.Popen(
            [sys.executable, "-c", "from thriving.web.commands import main; main()", "work"]
        )
        while chosen() == day and worker.poll() is None and not over.wait(LOOK_AGAIN):
            pass
        # One that ends by itself is tried again, ever more slowly.
        pause = LOOK_AGAIN if worker.poll() is None else min(2 * pause, LONGEST_PAUSE)
        worker.send_signal(signal.SIGTERM)
        worker.wait()
        over.wait(pause)
