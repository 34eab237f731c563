"""What Prefect is told before it is imported: to be quiet, to stay on this machine, and to be given time."""

import os

#: Taken only where the user has not set them.
DEFAULTS = {
    # Nothing is reported to anyone.
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    "RAY_USAGE_STATS_ENABLED": "0",
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
    # The temporary server takes some seconds on an idle machine and up to 50 on a loaded one; Prefect gives it 20.
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    # The log of a run goes to its page, a line a batch.
    "PREFECT_LOGGING_EXTRA_LOGGERS": "presslake",
    # What a run did is printed by presslake; a failure is one sentence, not a traceback on top of it.
    "PREFECT_LOGGING_LEVEL": "CRITICAL",
    # Its workers log past that level, as EventsWorker does on a loaded machine: "Still processing items".
    "PREFECT_LOGGING_ROOT_LEVEL": "CRITICAL",
}


def prepare_prefect() -> None:
    """Set the defaults in the environment of this process."""
    for name, value in DEFAULTS.items():
        os.environ.setdefault(name, value)
