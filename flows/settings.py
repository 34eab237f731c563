"""The configuration: option > environment (PRESSLAKE_*) > presslake.toml > default."""

import os
import tomllib
from collections.abc import Mapping, Sequence
from datetime import timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, IPvAnyNetwork, ValidationError, field_validator, model_validator
from pydantic_settings import (
    BaseSettings,
    InitSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)
from pydantic_settings import (
    SettingsError as UnreadableVariable,
)

from flows.complaints import StatedFile, complaints, unknown_key, unreadable_lists
from flows.errors import SettingsError, UsageError
from flows.lake_settings import NO_COPY, StatedPlace, placed, with_lake
from flows.notices import Notices
from flows.retention_settings import Kept, Retention
from flows.source_settings import Source, is_url
from flows.times import Cron, CronExpression, Duration, Every, Times, TimeZone
from warehouse.lake.address import Location, local_path
from warehouse.model import CopyLink
from warehouse.nearest import no_such

PREFIX = "PRESSLAKE_"
#: Looked for in the working directory.
FILE_NAME = "presslake.toml"
#: What runs the tasks that extract; each name is that of a task runner of Prefect's.
TaskRunnerName = Literal["threads", "processes", "dask", "ray"]
#: The archive that keeps nothing.
NO_ARCHIVE = Path("none")


class Settings(BaseSettings):
    """Everything that can be configured; a relative path belongs to the folder of the file that states it."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid", frozen=True)

    #: The file that only the writer opens, by default beside the configuration; or a lake, "ducklake:postgres:…".
    warehouse: StatedPlace = Path("warehouse.duckdb")
    #: Folder, or s3://bucket/prefix, of a lake's files; by default lake/ beside the configuration.
    lake: str | None = None
    #: Where readers find the newest copy; by default beside the warehouse, as NAME.read.duckdb; "none" for a lake that
    #: is read itself.
    publish: Path = Field(default_factory=lambda values: local_path(values["warehouse"]).with_suffix(".read.duckdb"))
    #: "pointer" where symbolic links do not work: the path is then a text file that names the copy.
    publish_link: CopyLink = "symlink"
    #: Paragraphs up to which a copy gets an index that ranks what a search finds; 0 is none.
    search_index: int = Field(default=100_000, ge=0)
    #: Folder for what was fetched; by default pages/ beside the warehouse, "none" keeps nothing of the web.
    archive: Path = Field(default_factory=lambda values: local_path(values["warehouse"]).with_name("pages"))
    #: Who is told to sites as responsible: an e-mail address or a URL.
    contact: str | None = None
    #: Networks that may be asked although they are private: an intranet, or the loopback of a test.
    allow_private: tuple[IPvAnyNetwork, ...] = ()
    #: Seconds between two requests to a host, where neither robots.txt nor the source asks for more.
    delay: float = Field(default=1.0, ge=0, le=3600)
    #: Requests under way at once, to all hosts and to one.
    connections: int = Field(default=20, ge=1, le=1000)
    connections_per_host: int = Field(default=2, ge=1, le=100)
    #: Processes that extract; None is one for each core.
    workers: int | None = Field(default=None, ge=1, le=256)
    #: Seconds that one page may take before its worker is killed.
    page_deadline: float = Field(default=30.0, gt=0)
    #: Where batches are extracted: in worker processes of the run, or by an engine of Prefect's.
    task_runner: TaskRunnerName = "threads"
    #: The cluster that is there for "dask" or "ray"; None starts one on this machine for the run.
    task_runner_address: str | None = None
    #: Folder or URL (s3://…) at which all workers can write, for batches to be loaded; None is beside the warehouse.
    staging: str | None = None
    #: Pages loaded in one transaction.
    batch_pages: int = Field(default=200, ge=1, le=10_000)
    #: Days after which parts of the archive are deleted, and gigabytes beyond which the oldest are.
    archive_days: Kept = None
    archive_gb: Kept = None
    #: Days for which the log has every reading and run; after that it has what the tables rest on.
    log_days: Kept = 90
    #: Days for which superseded versions of articles are kept.
    history_days: Kept = None
    #: Days for which a lake can be asked how it was; presslake maintain gives up what is older.
    snapshot_days: Kept = 7
    #: When `presslake serve` does what a lake needs from time to time; not at all if None.
    maintain_cron: CronExpression | None = None
    #: Days for which Prefect's server shows a run of presslake.
    prefect_days: Kept = 30
    #: Folder of the Prefect server that `presslake serve` starts; by default prefect/ beside the warehouse.
    prefect: Path = Field(default_factory=lambda values: local_path(values["warehouse"]).with_name("prefect"))
    #: How often `presslake serve` reads a source that says nothing of it.
    every: Duration = timedelta(minutes=15)
    #: Told of a run that was partial or failed: by POST, and on the standard input of a command.
    notify_url: str | None = None
    notify_command: tuple[str, ...] = ()
    #: Written at the end of each run, for node_exporter's textfile collector.
    metrics_file: Path | None = None
    #: That cron expressions are in.
    timezone: TimeZone = "UTC"
    sources: tuple[Source, ...] = ()

    @field_validator("notify_url")
    @classmethod
    def _is_asked_by_post(cls, stated: str | None) -> str | None:
        if stated and not (is_url(stated) and urlsplit(stated).hostname):
            raise ValueError(f"{stated!r} is no http(s) URL")
        return stated

    @field_validator("sources")
    @classmethod
    def _with_listed(cls, stated: tuple[Source, ...]) -> tuple[Source, ...]:
        return tuple(each for source in stated for each in source.each())

    @model_validator(mode="before")
    @classmethod
    def _with_lake(cls, values: dict[str, Any]) -> dict[str, Any]:
        return with_lake(values)

    @model_validator(mode="after")
    def _mixes_nothing_up(self) -> Self:
        if isinstance(self.warehouse, Path) and self.publish == NO_COPY:
            raise ValueError('publish is "none": only a lake can be read without a copy')
        if isinstance(self.warehouse, Path) and self.lake:
            raise ValueError(f"lake is {self.lake}, but warehouse is {self.warehouse}, which is no ducklake:…")
        if self.publish == self.warehouse:
            raise ValueError(f"publish and warehouse are both {self.warehouse}: readers need a copy of their own")
        if self.task_runner_address and self.task_runner not in {"dask", "ray"}:
            raise ValueError(
                f'task_runner_address is of use with task_runner = "dask" or "ray", not "{self.task_runner}"'
            )
        ids = [source.id for source in self.sources]
        if twice := {source_id for source_id in ids if ids.count(source_id) > 1}:
            raise ValueError(f"two sources have the id {min(twice)!r}")
        return self

    @property
    def published(self) -> Location:
        """What readers open: the copy, or the lake itself where there is none."""
        return self.warehouse if self.publish == NO_COPY else self.publish

    @property
    def worker_count(self) -> int:
        """The number of processes to start."""
        if self.workers:
            return self.workers
        # Not os.cpu_count(): a container may be given fewer cores than the machine has.
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1

    @property
    def retention(self) -> Retention:
        """How long each part of the warehouse is kept."""
        return Retention(
            archive_days=self.archive_days,
            archive_gb=self.archive_gb,
            log_days=self.log_days,
            history_days=self.history_days,
        )

    def times_of(self, source: Source) -> Times:
        """When `presslake serve` reads a source."""
        if source.cron:
            return Cron(expression=source.cron, timezone=self.timezone)
        return Every(interval=source.every or self.every)

    @property
    def notices(self) -> Notices:
        """Who is told how a run went."""
        return Notices(
            url=self.notify_url,
            command=self.notify_command,
            metrics=self.metrics_file,
            published=self.published,
            open_networks=self.allow_private,
        )

    def narrowed_to(self, source_ids: Sequence[str]) -> Self:
        """The same with only these sources, or those of these lists; UsageError where one is not configured."""
        configured = {source.id: source for source in self.sources}
        chosen: dict[str, Source] = {}
        for source_id in source_ids:
            listed = {one: source for one, source in configured.items() if one.startswith(f"{source_id}.")}
            found = {source_id: configured[source_id]} if source_id in configured else listed
            if not found:
                raise UsageError(no_such("configured source", source_id, configured))
            chosen |= found
        return self.model_copy(update={"sources": tuple(chosen.values())})


#: Keys whose value is a path, relative to the file that states it.
PATH_KEYS = ("warehouse", "publish", "archive", "prefect", "metrics_file")
_NO_PATHS = {("archive", str(NO_ARCHIVE)), ("publish", str(NO_COPY))}


def load_settings(config: Path | None = None, **options: object) -> Settings:
    """The settings in force; ``options`` that are None are as if not given.

    Without a configuration file the sources are those that ship with presslake.
    Raises SettingsError, naming file, line and key.
    """
    _refuse_unknown_variables()
    path = config or Path(FILE_NAME)
    if is_shipped(config):
        file = _read_file(Path(str(files("seeds"))) / "sources.toml")
        defaults = {}
    else:
        file = _read_file(path)
        # Not in the working directory: the worker of a work pool starts runs in its checkout.
        defaults = {"warehouse": path.with_name("warehouse.duckdb")}
    given = {key: value for key, value in options.items() if value is not None}
    try:
        return _settings_class({**defaults, **file.values})(**given)  # type: ignore[arg-type]  # pydantic checks the options
    except UnreadableVariable as error:
        raise SettingsError("\n".join(unreadable_lists(os.environ))) from error
    except ValidationError as error:
        variables = [key for key in Settings.model_fields if PREFIX + key.upper() in os.environ and key not in given]
        known = {"": Settings.model_fields, "sources": Source.model_fields}
        raise SettingsError("\n".join(complaints(error, file, variables, known))) from error


def is_shipped(config: Path | None) -> bool:
    """Tell whether the configuration is the one that ships: none is named, and none is in the working directory."""
    return not config and not Path(FILE_NAME).exists()


def _settings_class(stated: Mapping[str, Any]) -> type[Settings]:
    """Settings that also read the values stated in a file, below the environment."""

    class SettingsWithFile(Settings):
        @classmethod
        def settings_customise_sources(
            cls,
            settings_cls: type[BaseSettings],
            init_settings: PydanticBaseSettingsSource,
            env_settings: PydanticBaseSettingsSource,
            dotenv_settings: PydanticBaseSettingsSource,
            file_secret_settings: PydanticBaseSettingsSource,
        ) -> tuple[PydanticBaseSettingsSource, ...]:
            del dotenv_settings, file_secret_settings
            return init_settings, env_settings, InitSettingsSource(settings_cls, dict(stated))

    return SettingsWithFile


def _read_file(path: Path) -> StatedFile:
    """A configuration file, its paths made relative to the working directory."""
    try:
        text = path.read_text(encoding="utf-8")
        values = tomllib.loads(text)
    except OSError as error:
        raise SettingsError(f"{path}: {error.strerror or error}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: not valid TOML: {error}") from error
    return StatedFile(path=path, text=text, values=_placed(values, path.parent))


def _placed(values: dict[str, Any], folder: Path) -> dict[str, Any]:
    """The values with each path that is relative put into the file's folder."""
    values |= placed(values, folder)
    for key in PATH_KEYS:
        if isinstance(values.get(key), str) and (key, values[key]) not in _NO_PATHS:
            values[key] = folder / Path(values[key]).expanduser()
    if isinstance(place := values.get("staging"), str) and "://" not in place:
        values["staging"] = os.fspath(folder / Path(place).expanduser())
    for source in _tables(values.get("sources")):
        if isinstance(source.get("files"), list):
            source["files"] = [os.fspath(folder / str(pattern)) for pattern in source["files"]]
        for key in ("feed", "opml"):
            if isinstance(place := source.get(key), str) and not is_url(place):
                source[key] = os.fspath(folder / place)
        if isinstance(source.get("urls"), list):
            source["urls"] = [url if is_url(str(url)) else os.fspath(folder / str(url)) for url in source["urls"]]
    return values


def _tables(value: object) -> list[dict[str, Any]]:
    return [table for table in value if isinstance(table, dict)] if isinstance(value, list) else []


def _refuse_unknown_variables() -> None:
    for name in sorted(os.environ):
        if name.startswith(PREFIX) and name.removeprefix(PREFIX).lower() not in Settings.model_fields:
            variables = [PREFIX + key.upper() for key in Settings.model_fields]
            raise SettingsError(f"environment: {unknown_key(name, variables)}")
