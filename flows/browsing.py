"""The command that shows the warehouse in a browser on this machine."""

from typing import Annotated

import typer

from flows.errors import UsageError
from flows.options import ConfigOption, WarehouseOption
from flows.output import messages
from flows.settings import load_settings

#: Only this machine reaches it.
_HOST = "127.0.0.1"


def browse(
    port: Annotated[
        int, typer.Option(metavar="PORT", min=0, max=65535, help="Where it listens; 0 is any that is free.")
    ] = 8724,
    open_: Annotated[bool, typer.Option("--open", help="Open the browser too.")] = False,
    config: ConfigOption = None,
    warehouse: WarehouseOption = None,
) -> None:
    """Show articles, quotes and speakers as pages on http://127.0.0.1, for this machine alone, until Ctrl-C.

    The newest published copy is read; runs go on meanwhile, and what they publish is shown at once.
    """
    import socket  # noqa: PLC0415

    import uvicorn  # noqa: PLC0415

    from flows.browse.app import create_app  # noqa: PLC0415

    app = create_app(load_settings(config, warehouse=warehouse).published)
    with socket.socket() as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((_HOST, port))
        except OSError as error:
            raise UsageError(f"port {port} cannot be had ({error.strerror}): give another, as --port 0") from error
        address = f"http://{_HOST}:{listening.getsockname()[1]}/"
        messages.print(f"presslake: reading at {address} until Ctrl-C", markup=False)
        if open_:
            typer.launch(address)
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False))
        server.run(sockets=[listening])
