"""The command `presslake serve`: every source at its times, until it is told to end."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Annotated

import typer

from flows.exits import DONE
from flows.options import ConfigOption
from flows.orchestration.defaults import prepare_prefect
from flows.output import messages
from flows.settings import Settings, load_settings
from flows.starting import say_if_not_configured

#: Where Prefect's users look for its pages.
_PORT = 4200
PortOption = Annotated[
    int | None,
    typer.Option(
        "--port",
        metavar="PORT",
        min=1,
        max=65535,
        help="Of Prefect's pages on this machine; by default 4200, or one that is free.",
    ),
]


def serve(config: ConfigOption = None, port: PortOption = None) -> int:
    """Read every source at its `every` or `cron`, one run at a time, until SIGTERM or Ctrl-C.

    Starts a Prefect server on this machine, unless PREFECT_API_URL names one.
    """
    settings = load_settings(config)
    say_if_not_configured(settings, config)
    prepare_prefect()
    with _server(settings, port):
        from flows.orchestration.serving import Service, serve_sources  # noqa: PLC0415  # Prefect

        serve_sources(Service(load=lambda: load_settings(config), config=config, announce=_announce))
    return DONE


@contextmanager
def _server(settings: Settings, port: int | None) -> Iterator[None]:
    """The server that the environment names, or one of our own whose database stays."""
    from flows.orchestration.server import (  # noqa: PLC0415  # urllib
        ask_named_server,
        free_port,
        is_server_named,
        prefect_server,
    )

    ask_named_server()
    if is_server_named():
        yield
        return
    from warehouse.lock import hold_lock  # noqa: PLC0415  # DuckDB

    home = settings.prefect.resolve()
    home.mkdir(parents=True, exist_ok=True)
    own = {
        "PREFECT_API_DATABASE_CONNECTION_URL": f"sqlite+aiosqlite:///{home / 'prefect.db'}",
        "PREFECT_UI_STATIC_DIRECTORY": os.fspath(home / "ui"),
        # From wherever the pages come: another port than 4200, a tunnel to another machine.
        "PREFECT_UI_API_URL": "/api",
    }
    environment = {name: os.environ.get(name, value) for name, value in own.items()}
    with hold_lock(home / "serve.lock"), prefect_server(environment, port or free_port(_PORT)) as server:
        import flows.orchestration.serving  # noqa: F401, PLC0415  # Prefect, while the server starts

        server.wait()
        messages.print(f"presslake: Prefect shows every run at {server.url.removesuffix('/api')}", markup=False)
        yield


def _announce(settings: Settings) -> None:
    """Say when each source is read next."""
    now = datetime.now(UTC)
    for source in settings.sources:
        times = settings.times_of(source)
        next_at = f"{times.next_after(now):%Y-%m-%d %H:%M:%S} UTC"
        messages.print(f"presslake: {source.id}: {times}, next at {next_at}", markup=False)
