"""What words are by their neighbours, where they alone do not tell: "so" that attributes, verbs that are nouns."""

import re
from collections.abc import Sequence

from extract.quotes.capitals import Draft
from extract.quotes.rules import Rules

# What stands before a noun: an article, a preposition, a genitive.
_BEFORE_NOUN = frozenset("dps")
# "le président français Paul Vidal": what stands between people and a name is of the role.
_ROLE = re.compile(r"J(w{1,2})(?=N)")


def settle_words(draft: Draft, rules: Rules) -> None:
    """Give words whose code depends on what stands before or behind them the code that they have there."""
    words, codes = draft.words, draft.codes
    if not rules.after_quote.isdisjoint(words):
        _let_so_attribute(draft, rules.after_quote)
    if not rules.nouns_too.isdisjoint(words):
        for at in [at for at, word in enumerate(words) if word in rules.nouns_too and codes[at] == "V"]:
            codes[at] = "w" if at and codes[at - 1] in _BEFORE_NOUN else "V"


def _let_so_attribute(draft: Draft, words: frozenset[str]) -> None:
    """Let "so" attribute: „…“, so Vale. Das Haus sei alt, so die Ministerin."""
    codes = draft.codes
    for at in [at for at, word in enumerate(draft.words) if word in words]:
        behind_comma = codes[at - 1 : at] == [","] and (codes[at + 1] == "d" or draft.words[at + 1][:1].isupper())
        if behind_comma or codes[at - 1 : at] == ["Q"]:
            codes[at] = "A"


def settle_phrases(draft: Draft, rules: Rules) -> None:
    """Give words the code that names beside them tell: roles with adjectives, "Pour Ana Vale, …", "selon lui"."""
    words, codes = draft.words, draft.codes
    for at, word in enumerate(words):
        if word.lower() in rules.opening and codes[at - 1 : at] in ([], ["."], ["n"], ["Q"]):
            codes[at] = "A"
        elif word.lower() in rules.pronouns and _stands_alone(codes, at):
            codes[at] = "P"
    if rules.names.adjectives_follow:
        _join_roles(draft)


def _stands_alone(codes: Sequence[str], at: int) -> bool:
    """Whether what may be a pronoun is one: selon lui; Lui répond; Este, molesto, murmuró."""
    before, behind = codes[at - 1] if at else "n", codes[at + 1]
    return before == "A" or (before in ".n" and (codes[at] == "b" or (codes[at] == "d" and behind in ",bV")))


def _join_roles(draft: Draft) -> None:
    """Let adjectives between a role and a name be of the role."""
    for match in _ROLE.finditer("".join(draft.codes)):
        draft.codes[match.start(1) : match.end(1)] = "J" * len(match[1])
