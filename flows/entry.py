"""The way into the program: what comes before anything of it is imported."""

import sys
from importlib.abc import MetaPathFinder


class _NoPandas(MetaPathFinder):
    """Says that there is no pandas.

    No command uses it, but DuckDB and pyarrow import it where there is one, with the first parameter of a query and
    the first table: 0.5 CPU-seconds and 50 MB of each command.
    """

    def find_spec(self, name: str, _path: object = None, _target: object = None) -> None:
        """Refuse one name, and leave the others to whoever comes next."""
        if name == "pandas":
            raise ModuleNotFoundError("presslake runs without pandas", name=name)


def main() -> None:
    """Run the command line.

    A worker that is forked imports the script that it came from, and so this module; the command is imported here.
    """
    sys.meta_path.insert(0, _NoPandas())
    from flows.cli import main as run_command_line  # noqa: PLC0415  # or each worker would import it

    run_command_line()
