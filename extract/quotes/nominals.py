"""Mentions as printed, and whom a description means: "a spokesman for the mill", "the governor"."""

import re

from extract.quotes.names import read_name
from extract.quotes.speakers import Cast
from extract.quotes.tokens import Tokens

# Before the noun up to its determiner, and one phrase behind it: "for the old mill", "der Werft".
_LEAD = re.compile(r"[dwJONs]{0,6}$")
_PHRASE = re.compile(r"(?:p[dw]{0,3}|dw?)[NJOw](?!w)")
# The name behind the comma: "the mayor of Eastmoor, Ana Vale,".
_NAMED = re.compile(r"(?:w{0,2}p[dw]{0,2}[wNO])?w{0,2},(N)(?=[,.:n])")
# What makes of a role that of somebody else: "l’entraîneur de Brume". Ages do not: "l’attaquant de 21 ans".
_COMPLEMENT = re.compile(r"p[dw]?[NOJ]")
# How far back the person may be named.
_PARAGRAPHS = 3


def extent(tokens: Tokens, at: int) -> tuple[int, int]:
    """Where the mention is printed, in the article: a name without its role, a noun with determiner and phrase."""
    code = tokens.codes[at]
    if code == "N":
        return tokens.starts[at] + read_name(tokens.words[at], tokens.rules.language).mention_start, tokens.ends[at]
    if code in "PR":
        return tokens.starts[at], tokens.ends[at]
    phrase = _PHRASE.match(tokens.codes, at + 1)
    if phrase and not _is_of_noun(tokens, at, phrase.end() - 1):
        phrase = None
    return tokens.starts[_first(tokens, at)], tokens.ends[phrase.end() - 1 if phrase else at]


def _is_of_noun(tokens: Tokens, at: int, last: int) -> bool:
    """Whether the phrase behind a noun is of it ("Sprecher im Rathaus"), no object and no time ("am Abend")."""
    rules, word = tokens.rules, tokens.lower(at + 1)
    if tokens.codes[at] == "J" and rules.complements and word not in rules.complements:
        return False
    return word not in rules.oblique and not (rules.verb_second and tokens.lower(last) in rules.names.ordinary)


def described(tokens: Tokens, at: int, cast: Cast) -> int | None:
    """The name that follows a role, or that of the one person to whom the article gives the role ("the governor")."""
    if tokens.codes[at] != "J":
        return None
    # Where every noun has a capital a comma begins a clause: "sagte der Sprecher, Vale habe …".
    named = None if tokens.rules.names.nouns_capitalised else _NAMED.match(tokens.codes, at + 1)
    if (
        named
        and tokens.codes[_first(tokens, at)] == "d"
        and not tokens.rules.is_plural(tokens.lower(at))
        and cast.figure(named.start(1)).is_full
        and not cast.figure(named.start(1)).is_thing
    ):
        return named.start(1)
    if tokens.lower(_first(tokens, at)) not in tokens.rules.definite:
        return None
    holder = cast.holder(tokens.lower(at))
    return holder if holder is not None else _called_again(tokens, at, cast)


def _called_again(tokens: Tokens, at: int, cast: Cast) -> int | None:
    """The person named before whom a noun calls once more ("la romancière"): the only one of its gender nearby."""
    rules, noun = tokens.rules, tokens.lower(at)
    if noun.rsplit("-", 1)[-1] not in rules.again or _COMPLEMENT.match(tokens.codes, at + 1):
        return None
    article = tokens.lower(_first(tokens, at))
    gender = rules.gender(noun) or rules.articles.get(article) or rules.gendered.get(article)
    first = at
    for _ in range(_PARAGRAPHS):
        first = max(0, tokens.codes.rfind("n", 0, first))
    found: dict[int, int] = {}
    for name in cast.names_before(at, first):
        figure = cast.figure(name)
        if figure.is_full and not figure.is_thing and figure.gender in (None, gender or figure.gender):
            found.setdefault(figure.number, name)
    return next(iter(found.values())) if len(found) == 1 else None


def _first(tokens: Tokens, at: int) -> int:
    """The first token of the phrase whose head is ``at``: its determiner if it has one."""
    lead = _LEAD.search(tokens.codes, max(0, at - 6), at)
    first = lead.start() if lead else at
    determiner = tokens.codes.rfind("d", first, at)
    return determiner if determiner >= 0 else first
