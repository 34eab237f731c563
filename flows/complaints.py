"""What is wrong with a configuration, said in sentences that lead to the line."""

import difflib
import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

Location = tuple[int | str, ...]

#: Characters of a value that are shown.
LONGEST_VALUE = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedFile:
    """A configuration file: where it is, what is written in it, and the values that this gives."""

    path: Path
    text: str
    values: Mapping[str, Any]


def complaints(
    error: ValidationError, file: StatedFile, variables: Collection[str], known: Mapping[str, Iterable[str]]
) -> list[str]:
    """One sentence for each thing wrong: where it stands, what it is, what was needed.

    ``variables`` are the keys whose value the environment gave; ``known`` holds the keys that exist,
    under the name of their table, "" being the top level.
    """
    return [
        _place(detail["loc"], detail["type"], file, variables)
        + _sentence(detail["loc"], detail["type"], detail["msg"], known)
        + _found(detail["loc"], detail["type"], detail["input"])
        for detail in error.errors()
        # A default that is made of the value that is wrong.
        if detail["type"] != "default_factory_not_called"
    ]


def unknown_key(key: str, known: Iterable[str]) -> str:
    """A sentence on a key that does not exist, with the nearest one that does.

    >>> unknown_key("evry", ["every", "cron"])
    'unknown key "evry"; did you mean "every"?'
    """
    near = difflib.get_close_matches(key, list(known), n=1)
    return f'unknown key "{key}"' + (f'; did you mean "{near[0]}"?' if near else "")


def unreadable_lists(environment: Mapping[str, str]) -> Iterator[str]:
    """What is wrong with the variables that state a list, which is written as JSON.

    >>> list(unreadable_lists({"PRESSLAKE_SOURCES": "a"}))
    ["environment: PRESSLAKE_SOURCES: 'a' is no JSON list, such as []"]
    """
    for name, example in (("PRESSLAKE_ALLOW_PRIVATE", '["10.1.0.0/16"]'), ("PRESSLAKE_SOURCES", "[]")):
        try:
            json.loads(environment.get(name, "[]"))
        except ValueError:
            yield f"environment: {name}: {environment[name][:LONGEST_VALUE]!r} is no JSON list, such as {example}"


def _sentence(location: Location, kind: str, message: str, known: Mapping[str, Iterable[str]]) -> str:
    if kind == "extra_forbidden":
        return unknown_key(str(location[-1]), known[str(location[0]) if len(location) > 1 else ""])
    plain = message.removeprefix("Value error, ")
    # The words of TOML and JSON, not those of Python.
    plain = plain.replace("valid tuple", "list").replace("valid dictionary", "table")
    return plain[:1].lower() + plain[1:]


def _found(location: Location, kind: str, value: object) -> str:
    """What was stated, where the sentence does not say it: no tables, and nothing that may be a secret."""
    is_said = kind in ("extra_forbidden", "value_error", "missing")
    if is_said or not isinstance(value, str | int | float) or {"headers", "proxy"} & set(location):
        return ""
    return f"; found {value!r}" if len(repr(value)) <= LONGEST_VALUE else ""


def _place(location: Location, kind: str, file: StatedFile, variables: Collection[str]) -> str:
    """'presslake.toml:14: sources.wire: ', the source called by its id where it has one."""
    names = [str(part) for part in location]
    if names and names[0] in variables:
        return f"environment: PRESSLAKE_{names[0].upper()}: "
    if len(location) > 1 and names[0] == "sources":
        table = file.values[names[0]][location[1]]
        named = table.get("id") if isinstance(table, dict) else None
        names[:2] = [f"{names[0]}.{named or f'#{int(location[1]) + 1}'}"]
    # Which of a list is told by what it is.
    names = [name for name in names if not name.isdigit()]
    shown = names[:-1] if kind == "extra_forbidden" else names
    return f"{file.path}:{_line(location, file.text)}: " + "".join(f"{name}: " for name in shown)


def _line(location: Location, text: str) -> int:
    """The line, from 1, of a key, or of the header of the table that lacks it."""
    is_in_source = len(location) > 1 and location[0] == "sources"
    wanted = int(location[1]) if is_in_source else -1
    # Of a list or a table the line where it begins.
    keys = [str(part) for part in (location[2:3] if is_in_source else location[:1])]
    key = re.compile(rf"\s*[\"']?{re.escape(keys[0])}[\"']?\s*=" if keys else r"(?!)")
    header = re.compile(r"\s*\[\[\s*sources\s*\]\]" if is_in_source else r"(?!)")
    table, line_of_table = -1, 1
    for number, line in enumerate(text.splitlines(), 1):
        if header.match(line):
            table += 1
            line_of_table = number if table == wanted else line_of_table
        elif table == wanted and key.match(line):
            return number
    return line_of_table
