"""The command that shows the warehouse in a browser on this machine."""

from contextlib import suppress
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
    server = uvicorn.Server(
        uvicorn.Config(app, lifespan="off", log_level="critical", access_log=False, timeout_graceful_shutdown=1)
    )
    # Ctrl-C is how it ends: nothing went wrong, and who still waits for a page waits in vain.
    with socket.socket() as listening, suppress(KeyboardInterrupt):
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((_HOST, port))
            listening.listen()  # who asks before the server runs is answered when it does
        except OSError as error:
            raise UsageError(f"port {port} cannot be had ({error.strerror}): give another, as --port 0") from error
        address = f"http://{_HOST}:{listening.getsockname()[1]}/"
        messages.print(f"presslake: reading at {address} until Ctrl-C", markup=False)
        if open_:
            typer.launch(address)
        server.run(sockets=[listening])
