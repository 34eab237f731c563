"""The settings of a warehouse that is a lake: its address, the place of its files, and readers without a copy."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler, GetPydanticSchema
from pydantic_core import CoreSchema, core_schema
from pydantic_settings import NoDecode

from warehouse.lake.address import LakeAddress, Location, is_lake
from warehouse.lake.object_storage import is_remote

#: The copy that is not made: readers read the lake itself.
NO_COPY = Path("none")


def _path_or_lake(_source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
    # Not a union, whose errors name each of its types.
    return core_schema.no_info_wrap_validator_function(
        lambda value, as_path: value if isinstance(value, LakeAddress) else as_path(value), handler(Path)
    )


#: A path, or what ``with_lake`` made of the address of a lake.
StatedPlace = Annotated[Location, NoDecode, GetPydanticSchema(_path_or_lake)]


def placed(values: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """Return what a file states of a lake, its paths put into the file's folder; nothing where it states none."""
    found: dict[str, Any] = {}
    if is_lake(values.get("warehouse")):
        found["warehouse"] = LakeAddress.parse(values["warehouse"], home=folder)
    if isinstance(values.get("lake"), str) and not is_remote(values["lake"]):
        found["lake"] = str(folder / Path(values["lake"]).expanduser())
    return found


def with_lake(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of all layers with the address of a lake, if one is stated, knowing its files."""
    stated = values.get("warehouse")
    address = LakeAddress.parse(str(stated)) if is_lake(stated) else stated
    if not isinstance(address, LakeAddress):
        return dict(values)
    files = str(values.get("lake") or address.home / "lake")
    return {**values, "warehouse": address.with_files(files if is_remote(files) else str(Path(files).absolute()))}
