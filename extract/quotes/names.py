"""A printed name taken apart: title, role, and the name itself."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from extract.quotes.rules import Rules, load_rules


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedName:
    """`Homeland Minister Ana Okafor` -> role `Homeland Minister`, name `Ana Okafor`; the name begins at ``start``."""

    name: str
    #: What the names of one person or body have in common: the surname, or all of a body's, in lower case.
    key: str
    #: Where the name begins in the printed form; a title (Mr) stands before it.
    start: int
    #: Where the mention begins: at the title, behind the role.
    mention_start: int
    role: str | None = None
    #: male or female, where title or role tells it.
    gender: str | None = None
    #: A title stood before the name, so that it is a person's.
    titled: bool = False
    #: The name holds a word that makes it a body's.
    organisation: bool = False
    #: Its last word makes it a place's.
    place: bool = False
    #: The first of several words in lower case; empty for a surname alone, "de Brume" too.
    given: str = ""
    #: The first of two surnames in lower case, where the language has two.
    first_surname: str = ""


@lru_cache(maxsize=4096)
def read_name(printed: str, language: str) -> PrintedName:
    """Return the parts of capitalised words in a row.

    >>> read_name("Finance Minister Ana Okafor", "en").role
    'Finance Minister'
    >>> read_name("Mrs. Okafor", "en").name
    'Okafor'
    """
    rules = load_rules(language)
    words = printed.split(" ")
    lower = [word.lower().rstrip(".") for word in words]
    if _is_body(lower, rules):
        return _whole(printed, rules, key=printed.lower(), organisation=True)
    behind_role = _behind_role(lower, rules)
    if not behind_role and lower[0] not in rules.titles and rules.names.joining.isdisjoint(lower):
        return _whole(printed, rules, key=surname(printed, rules))
    behind_title = behind_role
    while behind_title < len(words) - 1 and lower[behind_title] in rules.titles:
        behind_title += 1
    genders = [gender for word in lower[:behind_title] if (gender := rules.gender(word))]
    role = " ".join(word for word, low in zip(words[:behind_role], lower, strict=False) if low not in rules.titles)
    name = words[behind_title : _name_end(lower, behind_title, rules)]
    return PrintedName(
        name=" ".join(name),
        key=surname(" ".join(name), rules),
        start=_offset(words, behind_title),
        mention_start=_offset(words, behind_role),
        role=role or None,
        gender=genders[-1] if genders else None,
        titled=behind_title > 0,
        place=name[-1].lower() in rules.names.places,
        given=_given(name, rules),
        first_surname=_first_surname(name, rules),
    )


def _whole(printed: str, rules: Rules, *, key: str, organisation: bool = False) -> PrintedName:
    """A name with neither title nor role."""
    words = printed.split(" ")
    return PrintedName(
        name=printed,
        key=key,
        start=0,
        mention_start=0,
        organisation=organisation,
        place=words[-1].lower() in rules.names.places,
        given=_given(words, rules),
        first_surname="" if organisation else _first_surname(words, rules),
    )


def surname(name: str, rules: Rules) -> str:
    """Return the last word of a name in lower case, Jr and the like left out.

    >>> surname("Tom Vale Jr.", load_rules("en"))
    'vale'
    """
    words = [word.rstrip(".") for word in name.lower().split()]
    while len(words) > 1 and words[-1] in rules.names.suffixes:
        words.pop()
    return words[-1] if words else ""


def _given(words: list[str], rules: Rules) -> str:
    """The first of several words; empty before a particle, for "de Brume" is no first name and surname."""
    first = words[0].lower()
    return first if len(words) > 1 and first not in rules.names.particles else ""


def _first_surname(words: list[str], rules: Rules) -> str:
    """The last word but one of three, in a language whose names end in two surnames."""
    if not rules.names.two_surnames:
        return ""
    names = [low for word in words if (low := word.lower()) not in rules.names.particles]
    return names[-2] if len(names) > 2 else ""


def _behind_role(words: list[str], rules: Rules) -> int:
    """How many words the role takes; behind "of" all but the last two, or the last where there are only two."""
    roles = [at for at, word in enumerate(words[:-1]) if rules.is_role(word) and not (at and word in rules.surnames)]
    if not roles:
        return 0
    behind = roles[-1] + 1
    if words[behind] not in rules.names.joining:
        return behind
    rest = len(words) - behind - 1
    return len(words) - (2 if rest > 2 else 1)


def _name_end(words: list[str], start: int, rules: Rules) -> int:
    """Where a person's name ends: before "of Eastmoor"."""
    return next((at for at in range(start + 1, len(words)) if words[at] in rules.names.joining), len(words))


def _is_body(words: list[str], rules: Rules) -> bool:
    """Whether a word makes it the name of a body: as its last, or before "of" and "for"."""
    joining = rules.names.joining
    if rules.is_organisation(words[-1]) or (rules.names.head_first and rules.is_organisation(words[0])):
        return not rules.is_role(words[0])
    if joining.isdisjoint(words) or rules.is_role(words[0]):
        return False
    return any(word in joining and rules.is_organisation(before) for before, word in pairwise(words))


def _offset(words: list[str], count: int) -> int:
    return sum(len(word) + 1 for word in words[:count])
