"""The words by which a language reports speech without quotation marks: `[reporting]` in its file in `rules/`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Reporting:
    """The words by which a language reports speech without quotation marks."""

    #: Verbs of saying that take a clause with "that".
    verbs: frozenset[str]
    #: Those of them that take it without "that" too; if not ``loose``, only before a subject and an auxiliary.
    bare: frozenset[str]
    #: Those that take any clause so.
    loose: frozenset[str]
    #: Those of them with somebody spoken to in between: told the council that.
    addressing: frozenset[str]
    #: Those of them that any noun may be the subject of; of the others people, names and bodies only.
    plain: frozenset[str]
    #: Verbs that tell what a body or a document says, of a person what he did: found, showed.
    finding: frozenset[str]
    #: Verb and particle: pointed_out.
    phrasal: frozenset[str]
    #: Forms that go on with the subject of the sentence: adding that.
    participles: frozenset[str]
    #: Forms that go on with no subject: they had her call and say.
    infinitives: frozenset[str]
    #: Beside the verb: then nothing was said (not, never, would).
    blocking: frozenset[str]
    #: Right before the verb: then it is said to somebody, or yet to be said.
    passive: frozenset[str]
    #: Subjects that are nobody: no one said.
    nobody: frozenset[str]
    #: Words that begin a clause, and stand inside no subject.
    subordinating: frozenset[str]
    #: Words without a noun that stand for people: many, one of them.
    quantities: frozenset[str]
    #: Between subject and verb, or verb and clause: also, later, last night, Tuesday.
    adverbs: frozenset[str]
    #: Nouns that speak besides those of [codes]: figures, data.
    documents: frozenset[str]
    #: Words that no clause begins with: said so, said goodbye.
    empty: frozenset[str]
    #: Prepositions before where and when it was said: on Tuesday, in a letter.
    circumstances: frozenset[str]
    #: Nouns that "that" may belong to: in response to claims that.
    contents: frozenset[str]
    #: Prepositions that may begin a clause: said over 50 were missing.
    about: frozenset[str]
    #: Words before which "that" opens no clause: said that evening.
    dayparts: frozenset[str]
    #: Words behind a comma that end what was said, if a subject may follow: but, while.
    ending: frozenset[str]
    #: Words after which these do not: but also.
    joining: frozenset[str]
    #: Verb forms that tell a clause from a phrase, besides auxiliaries and forms in ``past``.
    finite: frozenset[str]
    #: Ends of words that hold an auxiliary: they’ll.
    contracted: tuple[str, ...]
    #: Forms of auxiliaries that are not finite: been; and what other such forms end in.
    infinite: frozenset[str]
    unfinished: tuple[str, ...]
    #: Ends of verb forms of the past.
    past: tuple[str, ...]
    #: What opens a clause.
    that: frozenset[str]
    #: Before who reports, in the passive: announced by the ministry.
    by: frozenset[str]
    #: method -> share of such statements expected to be right in speaker and words.
    confidence: dict[str, float]


def read_reporting(table: Mapping[str, Any]) -> Reporting:
    """Return the words of the table."""
    words = {key: frozenset(value.split()) for key, value in table.items() if isinstance(value, str)}
    past, contracted, unfinished = (tuple(sorted(words.pop(key))) for key in ("past", "contracted", "unfinished"))
    return Reporting(past=past, contracted=contracted, unfinished=unfinished, confidence=table["confidence"], **words)
