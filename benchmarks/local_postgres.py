"""A Postgres of our own, in a folder of its own, that ends with the process that began it.

It listens on a socket in its folder and on no port: any number of them stand side by side, and nobody else gets in.
Nothing is flushed to the disk: a machine that loses its power loses the databases, which were made for a moment.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep

#: Where Debian has the programs of each version; elsewhere they are found by PATH.
_DEBIAN = Path("/usr/lib/postgresql")
_NEEDED = ("initdb", "postgres", "pg_ctl", "psql", "setpriv")
#: Who runs it where we are root, which Postgres refuses: Debian's user without rights.
_NOBODY = 65534


def missing_programs() -> list[str]:
    """Return what has to be installed before a Postgres can be started here."""
    return [name for name in _NEEDED if not shutil.which(name, path=_search_path())]


@contextmanager
def local_postgres() -> Iterator["LocalPostgres"]:
    """Yield a running Postgres; stopped at the end, and its folder deleted."""
    # Not in a folder of pytest's: only its owner may enter those.
    folder = Path(tempfile.mkdtemp(prefix="postgres-"))
    if os.geteuid() == 0:
        os.chown(folder, _NOBODY, _NOBODY)
    postgres = LocalPostgres(folder)
    try:
        postgres.make()
        postgres.start()
        yield postgres
    finally:
        postgres.stop("immediate")
        shutil.rmtree(folder)


class LocalPostgres:
    """A cluster in a folder; 1.3 seconds to make, 0.1 to start."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._server: subprocess.Popen[bytes] | None = None
        self._databases = 0

    def make(self) -> None:
        """Make the cluster."""
        self._run("initdb", "-D", "cluster", "-U", "presslake", "-A", "trust", "-E", "UTF8", "--no-locale", "-N")

    def start(self) -> None:
        """Start the server and wait until it answers."""
        options = ("-D", "cluster", "-k", str(self._folder), "-c", "listen_addresses=", "-F")
        self._server = subprocess.Popen(
            self._as_user("postgres", *options), cwd=self._folder, stderr=subprocess.DEVNULL
        )
        while not self._answers():
            if self._server.poll() is not None:
                raise OSError(f"postgres ended with {self._server.returncode} before it answered")
            sleep(0.02)

    def stop(self, mode: str = "fast") -> None:
        """Stop the server as ``pg_ctl stop -m MODE`` does: smart, fast, or immediate as by a loss of power."""
        if self._server and self._server.poll() is None:
            self._run("pg_ctl", "stop", "-D", "cluster", "-m", mode)
            self._server.wait()
        self._server = None

    def new_database(self, template: str = "template1") -> str:
        """Make a database, a copy of the template, and return the connection string for it."""
        self._databases += 1
        self.execute(f"create database lake_{self._databases} template {template}")
        return self.address(f"lake_{self._databases}")

    def address(self, database: str) -> str:
        """Return the libpq connection string for a database."""
        return f"host={self._folder} user=presslake dbname={database}"

    def execute(self, query: str, database: str = "postgres") -> str:
        """Run SQL as its owner would beside us, and return the rows as text, a line each."""
        return self._run("psql", "-h", str(self._folder), "-U", "presslake", "-d", database, "-Atqc", query).strip()

    def _answers(self) -> bool:
        try:
            self.execute("select 1")
        except subprocess.CalledProcessError:
            return False
        return True

    def _run(self, program: str, *arguments: str) -> str:
        command = self._as_user(program, *arguments)
        return subprocess.run(command, check=True, cwd=self._folder, capture_output=True, text=True).stdout

    def _as_user(self, program: str, *arguments: str) -> list[str]:
        found = shutil.which(program, path=_search_path()) or program
        rights = ["--reuid", str(_NOBODY), "--regid", str(_NOBODY), "--clear-groups"] if os.geteuid() == 0 else []
        # Whatever happens to us, nothing is left running: the kernel then sends what pg_ctl's immediate sends.
        return ["setpriv", *rights, "--pdeathsig", "QUIT", found, *arguments]


def _search_path() -> str:
    versions = sorted(_DEBIAN.glob("*/bin"), key=lambda path: float(path.parent.name), reverse=True)
    return os.pathsep.join([*map(str, versions), os.environ.get("PATH", os.defpath)])
