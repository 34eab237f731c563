"""What was probably meant by a name that does not exist."""

from collections.abc import Iterable
from difflib import get_close_matches

#: Names that are listed where none is near.
_LISTED = 12


def no_such(what: str, name: str, known: Iterable[str]) -> str:
    """Return a sentence on a name that does not exist, with the nearest one that does, or with the first of all.

    >>> no_such("source", "mil", ["bell", "mill"])
    'mil: no such source; did you mean mill?'
    >>> no_such("source", "tarn", ["bell", "mill"])
    'tarn: no such source: there are bell, mill'
    """
    names = list(known)
    whole = {each.casefold(): each for each in names}
    if near := get_close_matches(name.casefold(), whole, n=1):
        return f"{name}: no such {what}; did you mean {whole[near[0]]}?"
    more = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
    return f"{name}: no such {what}: there are {', '.join(names[:_LISTED]) or 'none'}{more}"
