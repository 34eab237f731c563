"""What the command line ends with: its exit codes, and how a sentence reaches the user."""

from flows.output import messages

DONE, FAILED, USAGE, PARTIAL, BUSY = 0, 1, 2, 3, 4


def say(message: str) -> None:
    """Print each line of a message to stderr, as presslake's."""
    for line in message.splitlines():
        messages.print(f"presslake: {line}", markup=False)
