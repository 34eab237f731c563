"""What DuckDB says of a query that does not run, in one line, and where it may not do what it wants, in our words."""

import re

#: The first that is found in DuckDB's message counts.
_REFUSALS = (
    (
        re.compile(r'statement of type "(\w+)" on database'),
        "the copy is read-only, no query can {0}: presslake add loads articles, create temp table keeps rows of yours",
    ),
    (
        re.compile(
            r"operations are disabled|LocalFileSystem|external extensions is disabled|httpfs|in-memory database"
        ),
        "a query reaches the published copy only, no files, extensions or network: --format csv and export write files",
    ),
    (
        re.compile(r'configuration option "+(\w+)"+ - the configuration has been locked'),
        "{0} cannot be set, all settings are locked: --memory and --timeout say what a query may take",
    ),
    (
        re.compile(r"Corrupt database file|Could not read enough bytes"),
        "the readers' copy is damaged: presslake run publishes another",
    ),
)
#: Characters of a message; DuckDB repeats names and values of any length.
_LONGEST = 500


def refusal(message: str) -> str:
    """Return a sentence about the reach of queries where that is what DuckDB complains of, otherwise its own words.

    >>> refusal('Cannot execute statement of type "DROP" on database "x" which is attached in read-only mode!')[:40]
    'the copy is read-only, no query can drop'
    """
    for pattern, sentence in _REFUSALS:
        if found := pattern.search(message):
            return sentence.format(*(group.lower() for group in found.groups()))
    return one_line(message)


def one_line(message: str) -> str:
    r"""Return DuckDB's message without the excerpt of the query that it draws below.

    >>> one_line("Parser Error: syntax error\n\nLINE 1: selec\n        ^")
    'Parser Error: syntax error'
    """
    line = " ".join(message.partition("\nLINE ")[0].split())
    return line if len(line) <= _LONGEST else line[:_LONGEST] + " …"
