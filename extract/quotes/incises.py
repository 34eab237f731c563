"""Speech that a reporting clause interrupts inside the marks: « Le pont, dit-elle, est fermé. » is two runs.

The clause is no part of what is said: the run becomes the runs before and behind it. What parts it is the language's
(`incises` of its marks); a reporting verb must follow. A line of dialogue behind a dash ends at such a clause too.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from extract.quotes.rules import Rules
from extract.quotes.spans import Run, find_runs
from extract.quotes.tables import Marks

# A word without what is elided before it: s’est-il.
_WORD = re.compile(r"\s*(?:\w{1,2}['’])?(\w[\w-]*)")
# Words up to the verb: "nous a-t-elle encore confié".
_LONGEST_VERB = 4
_SUBJECT = re.compile(r"\s+(l['’])?(\w+)")
_CLAUSE_END = re.compile(r",\s+|(?<!\w)(?P<before>\w*)[.!?…]+(?=\s|$)")
# "dit-il—." and "– mówi. –": a stop behind the dash belongs to the clause.
_DASH_END = re.compile(r"(?:(?<!\s)\s+)?[—–][.,;:]?\s*|\s-\s")
_DASHES = frozenset("—–-")


@dataclass(frozen=True, slots=True)
class _Clause:
    """A reporting clause, with the punctuation around it; its words begin at ``words``."""

    start: int
    words: int
    end: int


def cut_incises(text: str, run: Run, rules: Rules, *, dialogue: bool = False) -> tuple[Run, ...]:
    """Return the run without the reporting clauses inside it, as the runs between them.

    ``dialogue`` tells that the run is a line behind a dash: after the clause only another dash opens speech again.

    >>> from extract.quotes.rules import load_rules
    >>> text, rules = "« Le pont, a dit Ana Vale, est fermé. »", load_rules("fr")
    >>> (run,) = find_runs(text, rules.marks)
    >>> [text[part.start : part.end] for part in cut_incises(text, run, rules)]
    ['Le pont', 'est fermé.']
    """
    clauses = [] if run.single else list(_clauses(text, run, rules, dialogue=dialogue))
    starts = [run.start, *(clause.end for clause in clauses)]
    ends = [*(clause.start for clause in clauses), run.end]
    # A comma before the clause stays outside, as behind closing marks; a dash does not.
    outer = [*(clause.start if text[clause.start] == "," else clause.words for clause in clauses), run.outer_end]
    parts = [
        _part(text, run, start, end, outer_end)
        for start, end, outer_end in zip(starts, ends, outer, strict=True)
        if text[start:end].strip()
    ]
    return (*(replace(part, closed=True) for part in parts[:-1]), *parts[-1:])


def _part(text: str, run: Run, start: int, end: int, outer_end: int) -> Run:
    inner = text[start:end]
    begin = start + len(inner) - len(inner.lstrip())
    return replace(
        run,
        start=begin,
        end=start + len(inner.rstrip()),
        outer_start=run.outer_start if start == run.start else begin,
        outer_end=outer_end,
    )


def _clauses(text: str, run: Run, rules: Rules, *, dialogue: bool) -> Iterator[_Clause]:
    """The reporting clauses of a run, but for those of the quotations inside it."""
    nested = find_runs(text[run.start : run.end], rules.marks)
    behind = run.start
    for parting in _parting(rules.marks, dialogue=dialogue).finditer(text, run.start, run.end):
        start, words = parting.span()
        # Right behind a quotation inside the marks the clause is that one's: « Il m’a crié “va”, a dit mon père. »
        inside = any(one.outer_start <= start - run.start < one.outer_end + (not dialogue) for one in nested)
        if start < behind or inside:
            continue
        dash = not _DASHES.isdisjoint(parting.group())
        if _reports(text, words, rules, alone=dash or not rules.codes):
            behind = _end(text, words, run.end, rules, dash=dash or dialogue)
            yield _Clause(start, words, behind)


@cache
def _parting(marks: Marks, *, dialogue: bool) -> re.Pattern[str]:
    """What may stand before a reporting clause: a comma, an end such as "?", a dash."""
    chars = marks.incises | marks.dialogue | {","} if dialogue else marks.incises
    forms = [rf"(?:(?<!\s)\s+)?[{''.join(sorted(chars & set('—–')))}]\s*"] if chars & set("—–") else []
    forms += [r"\s-\s"] if "-" in chars else []
    forms += [r",\s+|(?<=[!?…])\s+"] if "," in chars else []
    return re.compile("|".join(forms) or "(?!)")


def _reports(text: str, at: int, rules: Rules, *, alone: bool) -> bool:
    """Whether a reporting verb comes next, behind auxiliaries, with its subject unless it may stand alone."""
    subject = alone
    for _ in range(_LONGEST_VERB):
        word = _WORD.match(text, at)
        if word is None or word[1][0].isupper():
            return False
        stem, _, pronoun = word[1].partition("-")
        if pronoun:
            subject |= pronoun.removeprefix("t-") in rules.enclitics
        at = word.end()
        if rules.is_verb(stem):
            return subject or _is_subject(text, at, rules)
        if not rules.is_auxiliary(stem):
            return False
    return False


def _is_subject(text: str, at: int, rules: Rules) -> bool:
    """Whether a name, a pronoun or a noun comes next: dit Ana Vale, dit le maire, dit une élue, but no "une lettre"."""
    word = _SUBJECT.match(text, at)
    if word is None:
        return False
    if word[1] or word[2][0].isupper() or word[2] in rules.definite or rules.codes.get(word[2], "w") in "PJO":
        return True
    noun = _SUBJECT.match(text, word.end())
    return rules.codes.get(word[2]) == "d" and noun is not None and rules.is_role(noun[2])


def _end(text: str, at: int, last: int, rules: Rules, *, dash: bool) -> int:
    """Where speech goes on: behind the next dash, or behind the comma or stop that ends the clause."""
    if dash:
        closing = _DASH_END.search(text, at, last)
        return closing.end() if closing else last
    for stop in _CLAUSE_END.finditer(text, at, last):
        word = (stop["before"] or "").lower()
        apposed = stop["before"] is None and _is_apposition(text, stop.end(), rules)
        if not apposed and word not in rules.names.abbreviations and word not in rules.titles:
            return stop.end()
    return last


def _is_apposition(text: str, at: int, rules: Rules) -> bool:
    """Whether the words behind a comma say what the speaker is: dit Ana Vale, ancienne maire de Brume."""
    return any(rules.is_role(word) for word in text[at : at + 60].split(",", maxsplit=1)[0].split()[:3])
