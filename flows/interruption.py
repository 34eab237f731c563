"""Ctrl-C: what is said, and how a run leaves that Prefect holds back.

A terminal interrupts the whole group: Prefect's temporary server ends too, and the flow tries for a minute to tell it.
"""

import os
from threading import Timer

from flows.output import messages

INTERRUPTED = 130
#: Seconds that Prefect has to take note.
_GRACE = 3.0


def leave_soon() -> None:
    """End this process within some seconds, whatever its threads do; everything of ours is closed by now."""
    timer = Timer(_GRACE, _leave)
    timer.daemon = True
    timer.start()


def say_interrupted() -> None:
    """Say what an interruption leaves."""
    messages.print("presslake: interrupted; what was loaded stays, and the next run goes on from there", markup=False)


def _leave() -> None:
    say_interrupted()
    os._exit(INTERRUPTED)
