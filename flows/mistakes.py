"""What is wrong with a command line, in a sentence that leads on."""

from typer.exceptions import TyperException

#: Commands whose words may begin with a minus: a query with a comment, a word that must not occur.
_TAKE_WORDS = frozenset({"search", "sql"})


def mistake(error: TyperException) -> str:
    """Return Typer's message without the words of its own machinery, and with what helps where it says only what."""
    message = error.format_message().replace("Value error, ", "", 1)
    message = message.replace("does not match the formats '%Y-%m-%d'", "is no day, such as 2026-03-31")
    if near := getattr(error, "possibilities", None):
        message = f"{message.partition(' (')[0]}; did you mean {' or '.join(sorted(near))}?"
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "presslake"
    if message.startswith("Missing argument"):
        return f"{message.rstrip('.')}: {command} --help tells what it is"
    if command.rpartition(" ")[2] not in _TAKE_WORDS:
        return message
    if message.startswith("No such option") and not near:
        message = message.partition(r"\x0a")[0]  # a query that begins with a comment is one option to Typer, all of it
        return f"{message}; what begins with a minus and is none goes last, after --"
    if "unexpected extra argument" in message:
        return f"{message}: a query goes in quotes"
    return message
