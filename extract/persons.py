"""Bylines taken apart: the persons, and the agencies and desks that sign beside them."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from extract.text import one_line, squeezed

_PREFIX = re.compile(
    r"""(?ix)^(?: (?:written|posted|published|reported|created|words|text|story|report|analysis|opinion|review
        |erstellt|verfasst|geschrieben|pressemitteilung|publié|écrit|escrito|publicado|scritto)\s+ )?
    (?: (?:by|von|par|por|di|door|af|av|vom|autor(?:in|es)?|auteurs?|author)\b\s*:?\s+ )
    | ^(?:text|foto|words|story|interview|autor(?:in)?|author)s?\s*:\s*"""
)
_BREAK = re.compile(
    r"""(?ix) (?: ,?\s+(?:and|und|et|y|en|og|och|with|mit|&)\s | \s*[;|/•·\n]
    | \s*,(?!\s*(?:jr|sr|ph\.?d|md|m\.d|dr|iii?)\b) ) \s*"""
)
_NOISE = re.compile(r"(?i)\(.*?\)|https?://\S+|www\.\S+|\S+@\S+\.\w+|(?<!\w)@\w+")
#: A day behind a name: "Ada Quill on Saturday 4 April 2026", "Ada Quill am 4. April".
_DAY = re.compile(r"(?i)\s+(?:on|am|le|el|il|op)\s+[^|]*\d[^|]*")
#: A name by which someone logs in; it names the person to the publishing system alone.
_LOGIN = re.compile(r"[a-z]*\d[a-z\d]*|[a-z\d]+(?:[.\-_][a-z\d]+)+|.*\[at\].*")
#: What links to an author's page say around the name.
_LINK_WORDS = re.compile(
    r"(?i)^(?:(?:view|all|alle|zeige|more|mehr|voir|tous|les|posts|beiträge|articles|artikel)\s+)+(?:by|von|from|de)\s+"
)
_NOT_A_NAME = re.compile(
    r"(?i)\b(?:archive?|profile?|anzeigen|view|posts?|follow|articles?|beiträge|contact|e-?mail|website|subscribe|more|mehr)\b"
    r"|[/\\_{}<>→»›:]"
)
_HOST = re.compile(r"(?i)^[\w-]+\.[a-z]{2,6}(?:\.[a-z]{2})?$")
_NUMBER = re.compile(r"(?<!\w)\d")
_LATIN = re.compile("[A-Za-zÀ-ɏ]")
_LONGEST_NAME = 60
_MOST_WORDS = 5


def split_byline(line: str) -> tuple[str, ...]:
    """Return the names of a byline in order, without "By", addresses, dates, roles and places.

    >>> split_byline("By Ada Quill, science editor, and Ben Marsh | 3 May 2024")
    ('Ada Quill', 'Ben Marsh')
    """
    line = _LINK_WORDS.sub("", _DAY.sub("", _NOISE.sub(" ", line)).strip())
    parts = [name for part in _BREAK.split(_PREFIX.sub("", line)) if (name := _name(part))]
    # Alone it is a name as its owner writes it; among others a role or a place gives itself away by small letters.
    return tuple(parts if len(parts) == 1 else filter(_is_signature, parts))


def _is_signature(text: str) -> bool:
    return is_set_as_name(text) or text in _rule("agencies")


def _name(part: str) -> str:
    """Return a part of a byline without what frames it, empty where it is no name."""
    name = one_line(_PREFIX.sub("", part)).strip(" ,.-–—:*\"'“”")
    name = name.title() if name.isupper() and " " in name else _without_role(name)
    is_name = (
        not _NUMBER.search(name) and not _is_login(name) and not _NOT_A_NAME.search(name) and len(name) <= _LONGEST_NAME
    )
    return name if is_name else ""


def _is_login(name: str) -> bool:
    return _LOGIN.fullmatch(name) is not None and not _HOST.match(name)


def _without_role(name: str) -> str:
    """Return a name of two words and more without the role or month that is set behind it, or the role before it.

    What is a position ("Senior Politics Editor") is no name at all.
    """
    parts = name.split()
    while len(parts) > 2 and (parts[-1].lower() in _rule("roles") or parts[-1].lower().strip(".") in _rule("months")):
        parts.pop()
    while len(parts) > 2 and parts[0].lower() in _rule("roles"):
        parts.pop(0)
    is_position = len(parts) < len(name.split()) and parts[0].lower() in _rule("ranks")
    return "" if is_position else " ".join(parts)


def is_set_as_name(text: str) -> bool:
    """Tell whether a text is up to five words that could make up a name, by their capitals.

    >>> is_set_as_name("Ursula van der Meer"), is_set_as_name("science editor")
    (True, False)
    """
    parts = text.split()
    return len(parts) <= _MOST_WORDS and all(not part[0].islower() or part in _rule("particles") for part in parts)


def is_set_as_full_name(text: str) -> bool:
    """Tell whether a text could be the full name of a person, by its capitals and since no word of it is a role."""
    could_be = is_full(text) and is_set_as_name(text) and not text[:1].islower()
    return could_be and bool(text) and not any(map(is_role, text.split()))


def is_nobody(name: str) -> bool:
    """Tell whether a name is a place-holder of the publishing system."""
    return squeezed(name) in _rule("nobody")


def is_body(name: str, outlet: frozenset[str]) -> bool:
    """Tell whether a name is that of an agency, a desk or the outlet, given as keys, rather than of a person.

    >>> [is_body(name, frozenset({"northledger"})) for name in ("AFP", "North Ledger", "Sports Desk", "Ada Quill")]
    [True, True, True, False]
    """
    if is_outlet(name, outlet) or squeezed(name) in _rule("agencies"):
        return True
    return any(word in _rule("bodies") for word in name.lower().split())


def is_outlet(name: str, outlet: frozenset[str]) -> bool:
    """Tell whether a name is the outlet's own or that of a part of it, the outlet's names given as keys."""
    return squeezed(name) in outlet or any(word in outlet or _HOST.match(word) for word in name.lower().split())


def is_full(name: str) -> bool:
    """Tell whether a name is more than a first name or a nickname; only Latin script parts names by spaces for sure."""
    return " " in name or not _LATIN.search(name)


def is_role(text: str) -> bool:
    """Tell whether a text says what someone is, and not who."""
    return text.lower() in _rule("roles")


def distinct(names: Iterable[str]) -> Iterator[str]:
    """Yield the names without those that come again in other capitals or with other punctuation."""
    seen: set[str] = set()
    for name in names:
        key = squeezed(name)
        if key and key not in seen:
            seen.add(key)
            yield name


@cache
def _rule(name: str) -> frozenset[str]:
    rules = tomllib.loads(files("extract").joinpath("bylines.toml").read_text(encoding="utf-8"))
    return frozenset(rules[name])


def byline_classes() -> frozenset[str]:
    """Return the words of a class that name a byline."""
    return _rule("classes")


def other_classes() -> frozenset[str]:
    """Return the words of a class that name what may be about someone else."""
    return foreign_classes() | _rule("boxes")


def foreign_classes() -> frozenset[str]:
    """Return the words of a class that name what is about someone else, or about another article."""
    return _rule("elsewhere")
