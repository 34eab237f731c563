"""The subject of a reporting verb: which of the words before it, or behind it, say who speaks."""

import re
from dataclasses import dataclass, replace

from extract.quotes.contents import is_verb, reporting
from extract.quotes.reporting import Reporting
from extract.quotes.tokens import Tokens

# A pronoun; names and nouns in a row; "many". Behind it up to three phrases: "of the Eastmoor Union".
_PHRASE = r"(?P<np>[PR]|d{0,2}[wsNJO]{0,6}[NJOw]|d)(?P<more>(?:pd?[wsNJO]{0,5}[NJOw]|pdV){0,3})"
# At the start of a clause; "last week" may stand before it.
_BEFORE_VERB = re.compile(rf"(?P<before>^|[,:Q\-atVp])(?P<lead>w{{1,3}}(?=[dP]))?{_PHRASE}$")
_BEHIND = re.compile(_PHRASE)
# The last of a list is not the subject: "the Academies of Weirs, Dams and | Rivers".
_LISTED = re.compile(r",[wNJOs]{1,4},?a$")
_NAMED = re.compile(r"(?:^|[^pVa])N,$")
_ADJECTIVES = re.compile(r"Naw{1,2}J")
_AT_START = re.compile(r"(?:[pw][^,QV]{0,10},)?(?P<np>P|d?w{0,3}[NJO]+)(?=[bwV,p])")
# Between two commas behind the subject: "a former pilot", "who runs the mill"; verbs only behind "who".
_LONGEST_APPOSITION = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Who speaks: the token that names it, and the tokens of its phrase."""

    mention: int
    first: int
    end: int


def subject_before(tokens: Tokens, first: int, end: int, verb: str) -> Subject | None:
    """Return the subject of the verb in a sentence that begins at token ``first``; its group begins at ``end``."""
    apposed, inside = None, False
    for _ in range(4):
        if end <= first:
            break
        if tokens.codes[end - 1] != ",":
            if found := _phrase_before(tokens, first, end, verb):
                if apposed is None or tokens.codes[found.mention] == "N":
                    return found
                return replace(found, mention=apposed)
            if not inside:
                break
            end += 1  # the words are of the apposition, which holds a comma
        comma = tokens.codes.rfind(",", first, end - 1)
        if comma < 0 or not _is_apposition(tokens.codes[comma + 1 : end - 1]):
            break
        apposed = comma + 1 if end - comma == 3 and tokens.codes[comma + 1] == "N" else apposed
        end, inside = comma, True
    return None


def _is_apposition(codes: str) -> bool:
    if not 0 < len(codes) <= _LONGEST_APPOSITION or "Q" in codes:
        return False
    return codes[0] == "R" or ("V" not in codes and (codes[0] != "N" or codes == "N" or codes[1] == "s"))


def _phrase_before(tokens: Tokens, first: int, end: int, verb: str) -> Subject | None:
    """The subject that ends right before token ``end``."""
    found = _BEFORE_VERB.search(tokens.codes[first:end])
    if not found:
        return None
    start = first + found.start("np")
    if not _is_clause_start(tokens, first, found):
        return None
    mention = _head(tokens, start, first + found.end("np"), verb)
    if mention is None or (tokens.codes[mention] == "R" and mention == first):
        return None
    if _NAMED.search(tokens.codes[max(first, start - 3) : start]) and tokens.codes[mention] in "Jw":
        return Subject(mention=start - 2, first=start - 2, end=end)  # Ana Vale, head of the mill, a former bank, said
    return Subject(mention=mention, first=start, end=end)


def _is_clause_start(tokens: Tokens, first: int, found: re.Match[str]) -> bool:
    """Whether the phrase found behind token ``first`` is the subject of a clause that is no condition."""
    words, lower = reporting(tokens), tokens.lower
    before, start = first + found.start("before"), first + found.start("np")
    lead = range(first + found.start("lead"), start) if found["lead"] else ()
    if lead and not all(lower(at) in words.adverbs for at in lead):
        return False
    if found["before"] == "p" and lead:
        return lower(before) in words.circumstances  # on Monday | the mayor said
    if found["before"] == "p":
        return before > first and lower(before) in words.ending  # , while | the mayor said
    if found["more"] and any(lower(at) in words.subordinating for at in range(start, first + found.end())):
        return False
    return lower(start - 1) in words.ending or not _LISTED.search(tokens.codes[first:start])


def subject_behind(tokens: Tokens, at: int, stop: int, verb: str | None) -> Subject | None:
    """Return the subject that begins at token ``at``: said | the mayor of Eastmoor.

    Without a verb any noun may be it.
    """
    found = _BEHIND.match(tokens.codes, at, stop)
    mention = _head(tokens, at, found.end("np"), verb) if found else None
    if not found or mention is None:
        return None
    end, codes = found.end(), tokens.codes
    if joined := _ADJECTIVES.match(codes, mention):
        # "Northern and independent analysts"
        return Subject(mention=joined.end() - 1, first=at, end=joined.end())
    if codes[mention] == "J" and codes[end : end + 2] == ",N" and codes[end + 2] in ".n,":
        return Subject(mention=end + 1, first=at, end=end + 2)
    return Subject(mention=mention, first=at, end=end)


def subject_of_sentence(tokens: Tokens, first: int, end: int) -> int | None:
    """Return the mention that the sentence is about: "Vale resigned, saying that …"."""
    found = _AT_START.match(tokens.codes, first, end)
    if not found or (tokens.codes[found.end()] == "w" and not is_verb(tokens, found.end())):
        return None
    return _head(tokens, found.start("np"), found.end("np"), "")


def _head(tokens: Tokens, first: int, end: int, verb: str | None) -> int | None:
    """The token of the phrase that names who speaks, None where nobody does."""
    codes, words = tokens.codes, reporting(tokens)
    phrase = [tokens.lower(at) for at in range(first, end)]
    if not words.nobody.isdisjoint(phrase):
        return None
    head = end - 1
    named = max(codes.rfind(code, first, end) for code in "NJO")
    while codes[head] == "w" and head > named >= 0 and _describes(phrase[head - first], words):
        head -= 1
    if _may_speak(codes[head], phrase[head - first], verb, tokens):
        return head
    return named if verb == "" and named >= 0 and codes[named + 1] != "s" else None


def _describes(word: str, words: Reporting) -> bool:
    """Whether a word behind a noun is not the noun itself: officials briefed on the talks."""
    return word in words.adverbs or word.endswith((*words.past, *words.unfinished))


def _may_speak(code: str, word: str, verb: str | None, tokens: Tokens) -> bool:
    """Whether such a noun or pronoun may be the subject of the verb; any noun where the verb is one of plain saying."""
    words = reporting(tokens)
    is_document = code == "O" or word in words.documents
    if verb in words.finding or code == "O":
        return is_document
    if code == "P":
        return tokens.rules.pronouns.get(word) != "reporter"
    if code == "d":
        return word in words.quantities
    return code != "w" or is_document or ((verb is None or verb in words.plain) and not word[0].isdigit())
