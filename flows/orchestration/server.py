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
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from ssl import SSLError
from urllib.error import HTTPError
from urllib.request import ProxyHandler, build_opener

from flows.errors import FlowError

#: The variable that tells a run which process serves it.
SERVED_BY = "SERVED_BY_PRESSLAKE"
#: Seconds that a server has to end before it is killed.
_GRACE = 10.0
#: Seconds that a server which is there has to answer in.
_ANSWER = 20.0

#: Where Prefect reads whom to trust, twice a task, though loopback shows no certificate: 16 ms each time of all that
#: browsers trust, nothing of one certificate whose key was thrown away.
_AUTHORITIES, _NOBODY = "PREFECT_API_SSL_CERT_FILE", Path(__file__).with_name("loopback.pem")

#: What makes a server for one run: no pages, and none of the services that look after schedules.
FOR_ONE_RUN = {"PREFECT__SERVER_EPHEMERAL": "1", "PREFECT_UI_ENABLED": "0"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A Prefect server that is there, or on its way."""

    url: str
    child: "subprocess.Popen[bytes]"

    def wait(self) -> None:
        """Return once it answers; FlowError where it does not."""
        opener = build_opener(ProxyHandler({}))  # no proxy for loopback, whatever the environment says
        limit = float(os.environ["PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS"])
        end = time.monotonic() + limit
        while time.monotonic() < end:
            if (code := self.child.poll()) is not None:
                raise FlowError(f"Prefect's server ended as it started (exit code {code}): its words stand above")
            try:
                with opener.open(f"{self.url}/health", timeout=5):
                    return
            except OSError:
                time.sleep(0.1)
        raise FlowError(
            f"Prefect's server did not answer within {limit:g} s: try again when the machine has less to do"
        )


def is_server_named() -> bool:
    """Whether the environment, or maybe a profile of Prefect's, names a server to use."""
    profiles = Path(os.environ.get("PREFECT_PROFILES_PATH") or _prefect_home() / "profiles.toml")
    return "PREFECT_API_URL" in os.environ or (profiles.is_file() and "PREFECT_API_URL" in profiles.read_text())


def ask_named_server() -> None:
    """Return where the server of PREFECT_API_URL answers, whatever it says; FlowError where none does.

    Prefect itself would try for minutes, and end with a traceback.
    """
    if not (url := os.environ.get("PREFECT_API_URL")):
        return
    try:
        with build_opener().open(f"{url.rstrip('/')}/health", timeout=_ANSWER):
            return
    except (OSError, HTTPException, ValueError) as error:
        why = getattr(error, "reason", error)
        # A server that refuses to say, or whose certificate only Prefect is told of, is there.
        if isinstance(error, HTTPError) or isinstance(why, SSLError):
            return
        said = getattr(why, "strerror", None) or why
        raise FlowError(
            f"PREFECT_API_URL: no Prefect server answers at {url} ({said}): start it, or unset the variable, and "
            "presslake starts one of its own"
        ) from error


def _prefect_home() -> Path:
    return Path(os.environ.get("PREFECT_HOME", "~/.prefect")).expanduser()


@contextmanager
def prefect_server(environment: Mapping[str, str], port: int | None = None) -> Iterator[Server]:
    """Start a server, which is used by what of Prefect is imported from now on, and end it with the block.

    To be called before Prefect is imported, which takes as long as the server takes to start. ``environment`` is that
    of the server, beside our own. Without a port a free one is taken.
    """
    port = port or free_port()
    child = subprocess.Popen(  # noqa: S603  # our own module
        [sys.executable, "-m", "flows.orchestration.server", str(port)],
        env=os.environ | environment,
        stdin=subprocess.PIPE,  # its end tells the server that this process is gone
        stdout=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C on a terminal is for the run, which has something to tell the server first
    )
    url = f"http://127.0.0.1:{port}/api"
    told = {"PREFECT_API_URL": url} | ({} if _AUTHORITIES in os.environ else {_AUTHORITIES: str(_NOBODY)})
    os.environ.update(told)
    try:
        yield Server(url=url, child=child)
    finally:
        for name in told:
            del os.environ[name]
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


def free_port(wanted: int = 0) -> int:
    """The port of this machine that is wanted, if nobody has it, else any other."""
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # what has just been closed is free
        try:
            taken.bind(("127.0.0.1", wanted))
        except OSError:
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
