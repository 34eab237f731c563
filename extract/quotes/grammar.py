"""What a word is where the word alone does not tell and every noun has a capital (German).

A verb that reports only with its particle ("gab … bekannt"), a noun that attributes only behind "nach", an article
whose case shows that no subject follows, and a capitalised word that may be a name: each is settled by its sentence.
"""

import re
from collections.abc import Sequence

from extract.quotes.rules import SEPARABLE, Rules

# How far behind its verb the particle may stand; a relative clause or a quotation may come between.
_PARTICLE_WITHIN = 24
_NOUN_ATTRIBUTES = re.compile("A")
_NACH = frozenset({"nach", "laut", "gemäß"})
_PARTICIPLE = re.compile(r"(?:[dp]|[dp]w)V(?=[wJON])")
_ADJECTIVE = ("te", "ten", "ter", "tes", "tem", "ne", "nen", "ner", "nes", "nem")
_NO_ARTICLE = re.compile(r"d(?=[.,:;nVbp])")
# The noun of an article as subject of a reporting verb, or beside what attributes: "Das Ufer meldete", "„…“, erklärte
# die Betriebsleitung", "laut der neuen Analyse", "Der Auswertung zufolge".
_SUBJECT = re.compile(r"(?:(?<=[.n])dw{0,2}(?=wV)|(?<=QV)dw{0,2}(?=w)|(?<=A)[dp]?w{0,2}(?=w)|[dp]w{0,2}(?=wA))")
# An article with its noun: "dem alten Hafen"; behind a preposition or a noun the place tells that it is no subject.
_PHRASE = re.compile(r"d(?<![pAJON]d)w{0,3}[wJON]")
# Before a bare name: a role. Beside it: a verb that reports, or what attributes.
_NAMING = frozenset("VA")
# "Entdeckt wurde er", "Gefunden hat man ihn".
_LIKE_PARTICIPLE = re.compile(r"(?:Ge|Be|Ver|Ent|Zer|Er)[a-zäöüß]+(?:t|en)$")
_AFTER_SENTENCE = frozenset(".n:-Q")


def settle(words: Sequence[str], codes: list[str], doubtful: Sequence[int], rules: Rules) -> None:
    """Change the codes of what the words alone do not tell; ``doubtful`` are the bare words that may be names."""
    _settle_verbs(words, codes, rules)
    _settle_adjectives(words, codes, rules)
    _settle_attributing_nouns(words, codes, rules)
    _settle_names(words, codes, doubtful, rules)
    _settle_cases(words, codes, rules)
    _settle_subjects(words, codes)


def _settle_verbs(words: Sequence[str], codes: list[str], rules: Rules) -> None:
    """Let a separable verb report where its particle follows in the sentence."""
    for match in re.finditer(SEPARABLE, "".join(codes)):
        at = match.start()
        particles = rules.separable[words[at].lower()]
        ahead = range(at + 1, min(at + _PARTICLE_WITHIN, len(codes)))
        end = next((end for end in ahead if codes[end] in ".n"), ahead.stop)
        codes[at] = "w" if particles.isdisjoint(words[at + 1 : end]) else "V"


def _settle_adjectives(words: Sequence[str], codes: list[str], rules: Rules) -> None:
    """Take participles before a noun for words ("die gemeldeten Zahlen"); and articles without a noun ("das."), where
    they are no pronouns ("dieser").
    """
    for match in _PARTICIPLE.finditer("".join(codes)):
        at = match.end() - 1
        is_noun_before = codes[at - 1] == "w" and words[at - 1][0].isupper()
        that_was_said = words[at - 1] == "Das" and codes[at + 1] in "JN"
        if words[at].endswith(_ADJECTIVE) and words[at + 1][0].isupper() and not (is_noun_before or that_was_said):
            codes[at] = "w"
    for match in _NO_ARTICLE.finditer("".join(codes)):
        at = match.start()
        if words[at].lower() in rules.pronouns:
            codes[at] = "P"
        elif codes[at + 1] in ".,:;n":
            codes[at] = "w"


def _settle_attributing_nouns(words: Sequence[str], codes: list[str], rules: Rules) -> None:
    """Let "Angaben" and the like attribute in "nach Angaben von", "seiner Ansicht nach", "Vales Worten zufolge" only.

    Where they name nobody they are who speaks: "nach ersten Angaben", "Medienberichten zufolge".
    """
    for match in _NOUN_ATTRIBUTES.finditer("".join(codes)):
        at = match.start()
        if words[at].split(" ", 1)[0].lower() not in rules.after_nach:
            continue
        behind = codes[at + 1 : at + 2] == ["A"]
        nach = next((back for back in range(at - 1, max(-1, at - 4), -1) if words[back].lower() in _NACH), None)
        if at and codes[at - 1] == "d" and words[at - 1].lower() in rules.pronouns:
            codes[at - 1] = "P"
        elif nach is None and not behind and not words[at].endswith((" nach", " zufolge")):
            codes[at] = "w"
        elif " " not in words[at] and codes[at + 1] not in "dNJOp":
            codes[at] = "O"
            if nach is not None:
                codes[nach] = "A"


def _settle_names(words: Sequence[str], codes: list[str], doubtful: Sequence[int], rules: Rules) -> None:
    """Keep a bare word as a name where the article shows it as one somewhere: in a longer name, or as a subject."""
    full = [name for at, code in enumerate(codes) if code == "N" and len(name := words[at].split(" ")) > 1]
    parts = {part for name in full for part in name}
    surnames = {name[-1] for name in full}
    subjects = {words[at] for at in doubtful if _stands_as_name(words, codes, at, rules)}
    seen = surnames | subjects
    nouns: set[str] = set()
    for at in [at for at, word in enumerate(words) if word in seen]:
        if codes[at] != "w":
            continue
        # "der 84-jährige Vale", where the article names Ana Vale too; "die Werft" is a noun elsewhere too.
        if codes[at - 1] == "d":
            nouns.add(words[at])
        elif words[at] in surnames and codes[at - 1] == "w" and _is_adjective(words[at - 1], rules):
            codes[at] = "N"
    printed = set(words)
    for at in doubtful:
        word = words[at]
        if word in parts or word.isupper():
            continue
        low = word.lower()
        if word not in subjects or word in nouns or low in printed or low.endswith(rules.names.ordinary_endings):
            codes[at] = rules.codes.get(low, "w")


def _is_adjective(word: str, rules: Rules) -> bool:
    return not word[0].isupper() and word.endswith(rules.names.adjective_endings)


def _stands_as_name(words: Sequence[str], codes: Sequence[str], at: int, rules: Rules) -> bool:
    """Whether a bare word stands where names do: beside a reporting verb, behind a role, or as a singular subject."""
    before, after = codes[at - 1] if at else "n", codes[at + 1] if at + 1 < len(codes) else "n"
    if after in _NAMING or before == "J":
        return True
    if words[at].lower().endswith(rules.names.noun_endings):
        return False
    return before in _NAMING or (
        before in _AFTER_SENTENCE and words[at + 1] in rules.singular and not _LIKE_PARTICIPLE.match(words[at])
    )


def _settle_subjects(words: Sequence[str], codes: list[str]) -> None:
    """Let an unknown noun be one that speaks where it is the subject of a reporting verb, or attributed to."""
    for match in _SUBJECT.finditer("".join(codes)):
        at = match.end()
        if words[at][0].isupper() and all(word[0].islower() for word in words[match.start() + 1 : at]):
            codes[at] = "O"


def _settle_cases(words: Sequence[str], codes: list[str], rules: Rules) -> None:
    """Treat an article that no subject has like a preposition: "dem Minister", "der Ministerin" as genitive."""
    for match in _PHRASE.finditer("".join(codes)):
        at = match.start()
        low = words[at].lower()
        if low in rules.oblique or (low in rules.either_case and _is_oblique(words, match, rules)):
            codes[at] = "p"


def _is_oblique(words: Sequence[str], phrase: re.Match[str], rules: Rules) -> bool:
    """Whether adjective or noun tells that "der" is no nominative: "der neuen", "der Behörde"."""
    noun = _noun(words, phrase)
    before = words[noun - 1]
    return words[noun].lower().endswith(rules.feminine_endings) or (before.islower() and before.endswith("en"))


def _noun(words: Sequence[str], phrase: re.Match[str]) -> int:
    """The token of the noun behind an article: the first word with a capital, else the last."""
    inside = range(phrase.start() + 1, phrase.end())
    return next((at for at in inside if words[at][0].isupper()), inside[-1])
