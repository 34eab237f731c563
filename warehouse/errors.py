"""What can go wrong with a warehouse; every message is one sentence that says what to do.

WarehouseError          anything else: a missing folder, a full disk, a query that does not run
├── NoSuchSource        a source was named that the warehouse has not
├── QueryTimeout        a query took longer than it may
├── WarehouseBusy       another program is writing to the warehouse
├── WarehouseTooNew     the warehouse was written by a newer presslake
└── WarehouseDamaged    a file of the warehouse does not hold what was written to it
"""


class WarehouseError(Exception):
    """Base of all errors of this package."""


class NoSuchSource(WarehouseError):  # noqa: N818 - what it is
    """A source was named that the warehouse has not; the message names those that it has."""


class QueryTimeout(WarehouseError):  # noqa: N818 - as the field calls it
    """A query was stopped since it took longer than it may; the message says how long that is."""


class WarehouseBusy(WarehouseError):  # noqa: N818 - the state of the warehouse, not a mistake
    """Another program holds the warehouse; the message names it."""


class WarehouseTooNew(WarehouseError):  # noqa: N818 - as above
    """The warehouse has a later schema than this program knows."""


class WarehouseDamaged(WarehouseError):  # noqa: N818 - as above
    """Bytes are lost; the message says which command brings back what can be brought back."""
