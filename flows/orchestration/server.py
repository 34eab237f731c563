"""A Prefect server of our own on loopback, which ends with the process that started it, however that ends.

Prefect's own temporary server (prefect.server.api.server.SubprocessASGIServer) outlives a parent that was killed by -9.
"""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

from flows.errors import FlowError

#: The variable that tells a run which process serves it.
SERVED_BY = "SERVED_BY_PRESSLAKE"
#: Seconds that a server has to end before it is killed.
_GRACE = 10.0


@contextmanager
def prefect_server(environment: Mapping[str, str], port: int | None = None) -> Iterator[str]:
    """Start a server, and return the address of its API once it answers; FlowError where it does not.

    ``environment`` is added to that of this process. Without a port a free one is taken.
    """
    port = port or _free_port()
    child = subprocess.Popen(  # noqa: S603  # our own module
        [sys.executable, "-m", "flows.orchestration.server", str(port)],
        env=os.environ | environment,
        stdin=subprocess.PIPE,  # its end tells the server that this process is gone
        stdout=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C on a terminal is for the run, which has something to tell the server first
    )
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(f"{address}/api/health", child)
        yield f"{address}/api"
    finally:
        child.terminate()
        try:
            child.wait(_GRACE)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def end_with_parent() -> None:
    """Have this process interrupted when the `presslake serve` that started it is gone."""
    if os.environ.get(SERVED_BY) == str(os.getppid()):
        threading.Thread(target=_end_as_an_orphan, args=(os.getppid(),), daemon=True).start()


def _end_as_an_orphan(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_GRACE)
    os._exit(1)  # Prefect would go on telling a server of it that is gone, too


def _wait_for(url: str, child: subprocess.Popen[bytes]) -> None:
    opener = build_opener(ProxyHandler({}))  # no proxy for loopback, whatever the environment says
    limit = float(os.environ.get("PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS", "120"))
    end = time.monotonic() + limit
    while time.monotonic() < end:
        if (code := child.poll()) is not None:
            raise FlowError(f"Prefect's server ended as it started (exit code {code}): its words stand above")
        try:
            with opener.open(url, timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise FlowError(f"Prefect's server did not answer within {limit:g} s: try again when the machine has less to do")


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def _serve(port: int) -> None:
    """Be the server, until told to end or until the parent is gone."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    import uvicorn  # noqa: PLC0415  # only the child needs it
    from prefect.server.api.server import create_app  # noqa: PLC0415

    uvicorn.run(create_app(final=True), host="127.0.0.1", port=port, log_level="error", timeout_graceful_shutdown=3)


def _end_with_parent() -> None:
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_GRACE)
    os._exit(1)


if __name__ == "__main__":
    _serve(int(sys.argv[1]))
