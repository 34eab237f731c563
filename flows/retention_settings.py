"""How long what grows is kept."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated

from pydantic import BeforeValidator, Field

#: What a setting says that keeps everything.
ALL = "all"
#: Days or gigabytes, or "all", which is None.
Kept = Annotated[
    Annotated[float, Field(gt=0)] | None, BeforeValidator(lambda stated: None if stated == ALL else stated)
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """How long each part of a warehouse is kept, in days, and how many gigabytes of its archive; None is for ever."""

    archive_days: float | None = None
    archive_gb: float | None = None
    log_days: float | None = None
    history_days: float | None = None

    @property
    def interval(self) -> timedelta | None:
        """How often to look for what has grown too old: once a day, more often where days are few; None is never."""
        limits = (self.archive_days, self.log_days, self.history_days)
        if not any((*limits, self.archive_gb)):
            return None
        return timedelta(days=min([1.0, *(days / 10 for days in limits if days)]))
