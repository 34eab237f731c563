"""The same pages by every engine and into both kinds of warehouse: the rows are to be the same.

    python -m benchmarks.engines PAGES_DIR [--pages 200] [--batch 25] [--only NAME] [--folder .benchmark/engines]

PAGES_DIR holds .html files, gzipped or not, in any depth (`benchmarks.pipeline.corpus`); nothing is fetched. Each
engine has a fresh warehouse and the temporary Prefect server of a run; Dask has two workers on loopback, a lake has its
catalog in a Postgres of its own. CPU-seconds are those of the whole tree of processes. What a table is digested
without is named beside it: what is another one in every run. Ends with 1 where a digest differs, or where an engine
failed. Ray takes part where it is installed.
"""

import argparse
import json
import shutil
import sys
from collections.abc import Mapping
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path

from benchmarks.local_postgres import local_postgres
from benchmarks.pipeline.corpus import write_corpus
from benchmarks.pipeline.tree import run_measured
from warehouse.connection import reading_warehouse
from warehouse.hashes import table_columns, table_hash
from warehouse.lake.address import LakeAddress, Location

_LAKE = " into a lake"
_ENGINES = ("threads", "processes", "dask", "ray", f"threads{_LAKE}", f"dask{_LAKE}")
_PRESSLAKE = (sys.executable, "-c", "from flows.entry import main; main()")

#: Columns that no two runs have the same values in.
_OF_THE_RUN = frozenset({"run_id", "flow_run_id", "fetch_id", "duration_ms"})

#: The digest of each table, with the columns that were left out.
Digests = Mapping[str, tuple[str, tuple[str, ...]]]


def main() -> None:
    """Run the engines in turn and compare what they leave."""
    options = _options()
    folder: Path = options.folder.absolute()
    folder.mkdir(parents=True, exist_ok=True)
    pages = write_corpus(options.pages_dir, folder, options.pages)
    found: dict[str, Digests] = {}
    with ExitStack() as stack:
        for name in options.only or [name for name in _ENGINES if name != "ray" or find_spec("prefect_ray")]:
            catalog = stack.enter_context(local_postgres()).address("postgres") if _LAKE in name else None
            found[name] = _digests_of_run(name, pages, options.batch, folder, catalog)
    sys.exit(_print_table(found))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages_dir", type=Path)
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--batch", type=int, default=25, help="pages in a batch")
    parser.add_argument("--only", action="append", choices=_ENGINES)
    parser.add_argument("--folder", type=Path, default=Path(".benchmark/engines"))
    return parser.parse_args()


def _digests_of_run(name: str, pages: Path, batch: int, folder: Path, catalog: str | None) -> Digests:
    """Run an engine in an empty folder, print what it cost, and return what it left."""
    home = folder / name.replace(" ", "-")
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir()
    place: Location = home / "warehouse.duckdb"
    stated: dict[str, str | int] = {"task_runner": name.removesuffix(_LAKE), "batch_pages": batch, "workers": 2}
    if catalog:
        stated["warehouse"] = address = f"ducklake:postgres:{catalog}"
        place = LakeAddress.parse(address, home=home)
    lines = [f"{key} = {json.dumps(value)}" for key, value in stated.items()]
    lines += ["[[sources]]", 'id = "paper"', f"files = [{json.dumps(str(pages))}]"]
    (home / "presslake.toml").write_text("\n".join(lines), encoding="utf-8")
    environment = {"PREFECT_HOME": str(folder / "prefect")}
    cost = run_measured((*_PRESSLAKE, "run"), cwd=home, environment=environment, log=home / "log")
    print(f"{name:20} {cost.cpu_seconds:6.1f} CPU-s {cost.seconds:6.1f} s", flush=True)
    return _digests(place)


def _digests(place: Location) -> Digests:
    with reading_warehouse(place) as connection:
        digests = {}
        for table, columns in table_columns(connection).items():
            left_out = tuple(column for column, kind in columns.items() if _is_of_the_run(column, kind))
            kept = {column: kind for column, kind in columns.items() if column not in left_out}
            digests[table] = (table_hash(connection, table, kept), left_out)
        return digests


def _is_of_the_run(column: str, kind: str) -> bool:
    """Tell whether a column has the run's name, or the moment of something that it did."""
    is_stated = column in {"published_at", "modified_at"}  # by the page
    return column in _OF_THE_RUN or (kind.startswith("TIMESTAMP") and not is_stated)


def _print_table(found: Mapping[str, Digests]) -> int:
    """Print a line a table, and return 1 where the engines do not agree on one."""
    code = 0
    tables = dict.fromkeys(table for digests in found.values() for table in digests)
    for table in tables:
        by_engine = {name: digests.get(table, ("missing", ()))[0] for name, digests in found.items()}
        left_out = ", ".join(next(digests[table][1] for digests in found.values() if table in digests))
        differ = len(set(by_engine.values())) > 1
        code = code or int(differ)
        said = ", ".join(f"{name} {digest[:12]}" for name, digest in by_engine.items())
        shown = f"DIFFERS: {said}" if differ else f"{next(iter(by_engine.values()))[:12]} by all"
        print(f"{table:24} {shown}" + (f"   without {left_out}" if left_out else ""))
    return code


if __name__ == "__main__":
    main()
