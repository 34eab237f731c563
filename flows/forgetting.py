"""The command that erases pages and sites on demand, everywhere, and keeps them from coming back.

In an order in which it can be killed at any step and run again to the end: first the tombstones, without which a run
would bring back what was just erased; then the archive, while the tables still say which records to look for; then the
tables; last the file, whose free blocks still hold what was deleted, and the readers' copies.
"""

import re
import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import unquote, urlsplit

import typer

from flows.errors import UsageError
from flows.options import ConfigOption, WarehouseOption
from flows.output import Format, messages, print_table
from flows.publishing import publish
from flows.settings import NO_ARCHIVE, Settings, load_settings
from warehouse.lake.address import local_path

if TYPE_CHECKING:
    from warehouse.connection import Connection, Warehouse
    from warehouse.forget import Found, Wanted

_HOST = re.compile(r"(?:[\w-]+\.)+[\w-]+|localhost")
#: What standard input left in the archive.
_KEPT_INPUT = "stdin-*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What the user named: keys of pages, and hosts of sites."""

    url_keys: tuple[str, ...]
    domains: tuple[str, ...]


def forget(
    targets: Annotated[
        list[str], typer.Argument(metavar="URL|DOMAIN...", help="Pages by their addresses, whole sites by their hosts.")
    ],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Erase without asking.")] = False,
    config: ConfigOption = None,
    warehouse: WarehouseOption = None,
) -> None:
    """Erase pages or whole sites for good: texts, quotes, history, log, archive, readers' copies.

    They are not loaded again by any later command. Subdomains belong to a domain. Files of your own are left alone.
    """
    target = _target(targets)
    settings = load_settings(config, warehouse=warehouse)
    if not settings.warehouse.exists():
        raise UsageError(f"{settings.warehouse}: there is no warehouse: nothing is kept that could be forgotten")
    from warehouse.connection import open_warehouse  # noqa: PLC0415  # DuckDB
    from warehouse.forget import find_forgotten  # noqa: PLC0415

    with open_warehouse(settings.warehouse, settings.publish) as opened:
        found = find_forgotten(opened.connection, _wanted(opened.connection, target))
    print_table(found.counts, Format.TABLE)
    if found.articles.rows:
        print_table(found.articles, Format.TABLE)
    if not yes:
        _ask()
    with open_warehouse(settings.warehouse, settings.publish) as opened:
        found = erase_everywhere(opened, settings, target)
        publish(opened, settings, keep_held=False)
    for path in _files(found.page_urls):
        if path.exists() and not path.is_relative_to(settings.archive.absolute()):
            messages.print(f"presslake: {path} is a file of yours, and left as it is", markup=False)
    is_found = any(found.counts.rows[0])
    typer.echo(f"{'Forgotten' if is_found else 'Nothing was found, and is refused from now on'}: {', '.join(targets)}")


def _ask() -> None:
    if not sys.stdin.isatty():
        raise UsageError("nothing was erased: add --yes to erase this without being asked")
    if not typer.confirm("Erase this for good?"):
        raise typer.Exit(1)


def _target(named: Iterable[str]) -> Target:
    """What is named, as pages and sites; UsageError for what is neither."""
    from extract.urls import is_home_page, url_key  # noqa: PLC0415

    urls = [each for each in named if "://" in each]
    for url in urls:
        if not url.startswith(("http://", "https://", "file://")):
            raise UsageError(f"{url}: no address of a page: http(s):// or file:// was needed")
        if is_home_page(url):
            raise UsageError(f"{url}: names a site: give {urlsplit(url).hostname} to forget all of it")
    return Target(
        url_keys=tuple(dict.fromkeys(url_key(url) for url in urls)),
        domains=tuple(dict.fromkeys(_domain(each) for each in named if each not in urls)),
    )


def _domain(named: str) -> str:
    from tld import is_tld  # noqa: PLC0415

    host = named.strip().lower().removeprefix("www.")
    if not _HOST.fullmatch(host):
        raise UsageError(f"{named}: neither the address of a page, as https://news.example/a, nor a host")
    if is_tld(host):
        raise UsageError(f"{named}: all sites of the world below {host} are too many: name one of them")
    return host


def _wanted(connection: "Connection", target: Target) -> "Wanted":
    """What is named, with the known addresses that belong to it."""
    from extract.urls import url_key  # noqa: PLC0415
    from flows.forgotten import Forgotten  # noqa: PLC0415
    from warehouse.forget import Wanted, known_addresses  # noqa: PLC0415

    sites = Forgotten(domains=frozenset(target.domains))
    hosts = {re.split("[/?]", key.partition("://")[2] or key)[0] for key in target.url_keys}
    known = known_addresses(connection, {*hosts, *target.domains})
    return Wanted(
        url_keys=target.url_keys,
        domains=target.domains,
        page_urls=tuple(url for url in known if url_key(url) in target.url_keys),
        site_urls=tuple(url for url in known if sites.is_on_site(url)),
    )


def erase_everywhere(opened: "Warehouse", settings: Settings, target: Target) -> "Found":
    """Erase from the warehouse and the archive, and return what that was; readers keep it until the next publish."""
    from flows.software import software  # noqa: PLC0415
    from warehouse.forget import erase_forgotten, find_forgotten, save_tombstones  # noqa: PLC0415
    from warehouse.model import Counts  # noqa: PLC0415
    from warehouse.runs import end_run, start_run  # noqa: PLC0415

    run_id = start_run(opened.connection, flow="forget", trigger="cli", software=software())
    wanted = _wanted(opened.connection, target)
    found = find_forgotten(opened.connection, wanted)
    wanted = replace(wanted, url_keys=(*wanted.url_keys, *_keys_of(found, wanted)))
    save_tombstones(opened.connection, run_id, wanted.url_keys, wanted.domains)
    if settings.archive != NO_ARCHIVE and settings.archive.is_dir():
        _erase_archive(opened.connection, settings.archive, found, wanted)
    local = local_path(settings.warehouse)
    shutil.rmtree(local.with_name(local.name + ".staging"), ignore_errors=True)
    erase_forgotten(opened.connection, run_id, wanted)
    opened.rewrite()
    end_run(opened.connection, run_id, "ok", Counts())
    return found


def _keys_of(found: "Found", wanted: "Wanted") -> tuple[str, ...]:
    """The keys of all addresses of the pages that were named; a site's own tombstone keeps all of its pages out."""
    from extract.urls import url_key  # noqa: PLC0415
    from flows.forgotten import Forgotten  # noqa: PLC0415

    sites = Forgotten(domains=frozenset(wanted.domains))
    urls = (url for url in found.page_urls if url.startswith("http") and not sites.is_on_site(url))
    return tuple({url_key(url) for url in urls} - set(wanted.url_keys)) if wanted.page_urls else ()


def _erase_archive(connection: "Connection", archive: Path, found: "Found", wanted: "Wanted") -> None:
    """Take the records of the pages out of the archive, and those of the documents that repeat them."""
    from flows.archive import repair  # noqa: PLC0415
    from flows.forgotten import Forgotten  # noqa: PLC0415
    from flows.rewriting import drop_records  # noqa: PLC0415
    from warehouse.forget import move_records  # noqa: PLC0415

    forgotten = Forgotten(url_keys=frozenset(wanted.url_keys), domains=frozenset(wanted.domains))
    addresses = {*found.page_urls, *found.document_urls}
    repair(archive)
    rewriting = drop_records(archive, lambda url: url in addresses or forgotten.covers(url))
    move_records(connection, rewriting.moved, [part.name for part in rewriting.old_parts])
    rewriting.delete_old_parts()
    kept = set(archive.absolute().glob(_KEPT_INPUT))
    for path in kept & set(_files(found.page_urls)):
        path.unlink()


def _files(urls: Iterable[str]) -> tuple[Path, ...]:
    """The files on this disk that pages were read from."""
    return tuple(dict.fromkeys(Path(unquote(urlsplit(url).path)) for url in urls if url.startswith("file://")))
