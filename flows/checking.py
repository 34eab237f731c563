"""The command that looks whether the warehouse keeps its promises, and names the rows that break them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from flows.errors import UsageError
from flows.options import ConfigOption, FormatOption, LimitOption, WarehouseOption
from flows.output import Format, messages, print_sections, print_table
from flows.settings import Settings, load_settings
from warehouse.lake.address import Location
from warehouse.model import Table, mappings

if TYPE_CHECKING:
    from warehouse.check import Breach
    from warehouse.connection import Connection

_COLUMNS = ("check", "promise", "count", "row")


def check(
    published: Annotated[
        bool, typer.Option("--published", help="Look at the published copy, beside a run as well.")
    ] = False,
    limit: LimitOption = 10,
    form: FormatOption = Format.TABLE,
    config: ConfigOption = None,
    warehouse: WarehouseOption = None,
) -> int:
    """Check whether the warehouse keeps its promises, and print the rows that break one, the first of each.

    Nothing is written. No run can begin meanwhile, unless it is the published copy that is looked at. Exit code 1: a
    promise is broken.
    """
    settings = load_settings(config, warehouse=warehouse)
    with _opened(settings, published=published) as connection:
        from warehouse.check import checks, run_checks  # noqa: PLC0415  # DuckDB

        with messages.status("") as status:  # on a terminal alone
            breaches = run_checks(connection, shown=limit, watch=status.update)
    _print(breaches, form)
    promises = len(checks())
    broken = f"{len(breaches)} of {promises} promises do not hold."
    typer.echo(broken if breaches else f"All {promises} promises hold.", err=form is not Format.TABLE)
    return 1 if breaches else 0


@contextmanager
def _opened(settings: Settings, *, published: bool) -> "Iterator[Connection]":
    from warehouse.connection import reading_warehouse  # noqa: PLC0415  # DuckDB
    from warehouse.migrate import require_present  # noqa: PLC0415
    from warehouse.query import reading_copy  # noqa: PLC0415

    path = settings.published if published else settings.warehouse
    _require_file(path)
    with reading_copy(path) if published else reading_warehouse(path, settings.publish) as connection:
        require_present(connection, path)
        yield connection


def _require_file(path: Location) -> None:
    if not path.exists():
        raise UsageError(f"{path}: there is no warehouse: presslake run makes one")


def _print(breaches: "Sequence[Breach]", form: Format) -> None:
    """A section a promise for people; a row a broken row, each with its promise, for programs."""
    if form in {Format.TABLE, Format.MD}:
        print_sections({f"{each.check} ({each.count}): {each.promise}": each.rows for each in breaches}, form)
        return
    rows = [(each.check, each.promise, each.count, row) for each in breaches for row in mappings(each.rows)]
    print_table(Table(_COLUMNS, tuple(rows)), form)
