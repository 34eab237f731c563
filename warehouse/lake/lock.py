"""The lock that keeps a second writer out of a lake."""

from collections.abc import Iterator
from contextlib import contextmanager

from warehouse.lake.address import LakeAddress
from warehouse.lock import hold_lock


@contextmanager
def hold_lake(address: LakeAddress) -> Iterator[None]:
    """Hold the lake for writing; WarehouseBusy, naming the holder, where another program has it."""
    # Staged batches and copies are this machine's: two writers would empty each other's folder.
    local = address.local
    with hold_lock(local.with_name(local.name + ".lock")):
        yield
