from __future__ import annotations

import http.client
import socket
import time
from collections.abc import Callable
from threading import Thread

import click
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.mp import MPServer

from thriving.web.checks import refuse_unsafe
from thriving.web.commands.migrate import refuse_pending
from thriving.web.watch import watch

THREADS = 4  # requests that one process works on at a time
_PATIENCE = 60  # seconds until a server that does not answer counts as not started
_EVERY_PORT = 65_535
_PORT = click.IntRange(1, _EVERY_PORT)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", default=8000, show_default=True, type=_PORT, help="The port there.")
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="Processes.")
def serve(host: str, port: int, workers: int) -> None:
    """Serve the site, until Ctrl-C. Mail and other background work need `thriving work` beside it."""
    refuse_unsafe()
    refuse_pending()
    if not is_free(host, port):
        raise click.ClickException(f"port {port} is taken by another program. Choose another with --port.")
    watch()
    serve_forever(host, port, workers=workers, ready=_say_so)


def serve_forever(
    host: str, port: int, *, workers: int = 1, ready: Callable[[str], object] | None = None
) -> None:
    """Serve until told to stop; ``ready`` hears the address once it answers."""
    if not settings.DEBUG:
        call_command("collectstatic", interactive=False, verbosity=0)
    connections.close_all()  # a connection must not be shared with the processes that are made now
    answered: list[str] = []
    Thread(target=_wait_for_answer, args=(host, port, answered, ready), daemon=True).start()
    _server(host, port, workers).serve()
    if not answered:
        raise click.ClickException("the server could not start. What it said stands above.")


def is_free(host: str, port: int) -> bool:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def free_port(host: str, preferred: int) -> int:
    """The preferred port, or the next one after it that no program has taken."""
    return next(port for port in range(preferred, _EVERY_PORT) if is_free(host, port))


def _server(host: str, port: int, workers: int) -> MPServer:
    return MPServer(
        "thriving.web.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
    )


def _wait_for_answer(
    host: str, port: int, answered: list[str], ready: Callable[[str], object] | None
) -> None:
    reached = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 -- compared, not listened at
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        if _answers(reached, port):
            answered.append(f"http://{f'[{reached}]' if ':' in reached else reached}:{port}/")
            if ready:
                ready(answered[0])
            return
        time.sleep(0.1)


def _answers(host: str, port: int) -> bool:
    connection = http.client.HTTPConnection(host, port, timeout=5)
    try:
        connection.request("GET", "/health")
        connection.getresponse()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True


def _say_so(address: str) -> None:
    click.echo(f"Thriving serves at {address} (Ctrl-C stops it).")
