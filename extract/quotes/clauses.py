"""To whom the order of words ties a quotation where the verb stands second (German).

The subject of a reporting verb is what stands before it at the start of the sentence ("Vale nannte den Plan „…“"), else
what follows it ("Am Montag sagte Vale, …", "„…“, sagte Vale"). A sentence without such a verb goes on with what the
one before reports ("Das Haus sei „…“").
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from extract.quotes.tokens import Tokens

# Behind a quotation: the verb, or an auxiliary whose participle follows ("…, hatte Vale gesagt").
_BEHIND = re.compile(r"[,w]{0,2}(?:V|b(?=[^.nQ]{1,12}V))")
_BEHIND_LATER = re.compile(r"[^.nQ]{1,24}?,(V|b(?=[^.nQ,]{1,9}V))")
_ATTRIBUTED = re.compile(r"[wb,]{0,3}A")
# A verb that closes its clause: "… nannte,", "… genannt hatte."
_CLOSING = re.compile(r"b?[,.n]")
# … and what a quotation follows: "Vale soll dazu gesagt haben: …".
_CLOSING_BEFORE = re.compile(r"b?[,.n:]")
# "Das sagte Vale am Montag" behind the quotation's sentence.
_THAT = re.compile(r"[.n]?[dw]V")
# What a sentence may begin with before its subject.
_OPENING = re.compile(r"[awb]{0,2}?(?=[dNJOP]|w+[NJO])")
# "…, die Polizei sprach", "… und der Verband nannte": a main clause behind another.
_JOINED = re.compile(r"(?:,d?w{0,2}J?[NJOP]|ad?w{0,2}J?[NJOP](?:[dp]w{0,2}[wNJO]?){0,3})$")
# "der Sprecher der Werft, Ana Vale,".
_APPOSED = re.compile(r"[JO](?:[pd]{0,2}w?[wNJO]){0,3},N(?=[,.Qn:]|$)|JN")
_SENTENCE_ENDS = frozenset(".;n")
_HELD = re.compile(r"[pA][dws]{0,4}$")
_FARTHEST = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """The mention to which a quotation is tied, and how."""

    mention: int
    #: behind, before, wraps, according, next, own, or carried where the sentence before has the verb.
    kind: str


class Clauses:
    """The sentences of an article; ``mentions`` are its mentions in order."""

    def __init__(self, tokens: Tokens, mentions: Sequence[int]) -> None:
        self._tokens = tokens
        self._codes = tokens.codes
        self._mentions = mentions

    def tie(self, quote: int) -> Tie | None:
        """Return the tie of the quotation at token ``quote``, None where the words tie it to nobody."""
        first, end = self._first(quote), self._end(quote)
        tie = self._behind(quote, first, end) or self._before(quote, first) or self._wraps(quote, first, end)
        if tie is not None:
            return tie
        if _THAT.match(self._codes, end):
            verb = self._codes.index("V", end)
            return self._made(self._near(verb + 1, self._end(verb)), "next")
        if not {"V", "A"}.isdisjoint(self._codes[first:quote]):
            return None
        return self._own(quote, first) or self._carried(first)

    def _first(self, at: int) -> int:
        """The first token of the sentence around token ``at``."""
        first = at
        while first > 0 and not self._ends_before(first):
            first -= 1
        return first

    def _ends_before(self, at: int) -> bool:
        """Whether a sentence ends right before token ``at``."""
        before = self._codes[at - 1]
        if before == ":":
            return self._codes[at] != "Q"
        return before in _SENTENCE_ENDS or (before in "Qq" and self._closes(at - 1))

    def _closes(self, quote: int) -> bool:
        """Whether a sentence ends with the quotation."""
        tokens = self._tokens
        if tokens.closing.get(quote) == "." or self._codes[quote + 1] == "n":
            return True
        if self._codes[quote + 1] in "VA,b":
            return False
        end = tokens.printed(quote, tokens.starts[quote], tokens.ends[quote])[:-1].rstrip()
        return end.endswith((".", "!", "?", "…")) and (
            self._codes[quote + 1] == "Q" or tokens.words[quote + 1][:1].isupper()
        )

    def _end(self, at: int) -> int:
        """Where the sentence around token ``at`` ends: its stop, or behind the quotation with which it closes."""
        for end in range(at, min(at + _FARTHEST, len(self._codes) - 4)):
            if self._codes[end] in _SENTENCE_ENDS:
                return end
            if self._codes[end] in "Qq" and self._closes(end):
                return end + 1
        return at + _FARTHEST

    def _behind(self, quote: int, first: int, end: int) -> Tie | None:
        """Behind the quotation: „…“, sagte Vale. „…“, so Vale. „…“, hatte Vale gesagt."""
        codes = self._codes
        attributed = _ATTRIBUTED.match(codes, quote + 1)
        if attributed:
            return self._made(self._near(attributed.end(), end), "behind")
        verb = _BEHIND.match(codes, quote + 1)
        if verb and (codes[quote - 1 : quote] != "V" or quote == first) and not _CLOSING.match(codes, verb.end()):
            after = self._near(verb.end(), end)
            return self._made(after, "behind") if after is not None else None
        later = _BEHIND_LATER.match(codes, quote + 1)
        if later and later.end() <= end and not {"V", "A"} & set(codes[first:quote]):
            return self._made(self._near(later.start(1) + 1, end), "later")
        return None

    def _before(self, quote: int, first: int) -> Tie | None:
        """Before the quotation, the last that is no subordinate clause: Vale nannte es „…“; laut Vale „…“."""
        codes = self._codes
        for at in range(quote - 1, first - 1, -1):
            if codes[at] == "A":
                return self._made(self._attributed(at, first, quote), "according")
            if codes[at] == "V" and (codes[at + 1] not in ",." or codes[at + 1 : quote] in (",", ":")):
                return self._made(self._subject(at, first, quote), "before")
        verbs = [at for at in range(first, quote) if codes[at] == "V"]
        return self._made(self._subject(verbs[-1], first, quote), "before") if verbs else None

    def _wraps(self, quote: int, first: int, end: int) -> Tie | None:
        """Around the quotation: Vale hat den Plan „…“ genannt; dass Vale „…“ sagte."""
        verb = self._codes.find("V", quote, end)
        if verb < 0 or self._codes.find(",", quote + 1, verb) >= 0:
            return None
        return self._made(self._leading(first, quote), "wraps")

    def _own(self, quote: int, first: int) -> Tie | None:
        """The subject of a sentence that reports without a verb: Vale will „…“; für Vale sei das „…“; Vale: „…“."""
        tokens, codes = self._tokens, self._codes
        if tokens.lower(first) in ("für", "aus"):
            return self._made(self._near(first + 1, quote), "own")
        leading = self._leading(first, quote)
        words = {word.lower() for word in tokens.words[first:quote]}
        if codes[quote - 1] == ":" or not words & tokens.rules.indirect:
            return self._made(leading if leading is not None else self._near(first, quote), "own")
        # "Sie sei „erschüttert“" says she of herself.
        return self._made(leading, "own") if leading is not None and codes[leading] == "P" else None

    def _carried(self, first: int) -> Tie | None:
        """The subject of the reporting verb in the sentence before, or the one before that."""
        codes, end = self._codes, first
        for kind in ("carried 1", "carried 2", "carried 3"):
            if end < 2:
                return None
            end -= codes[end - 1] in _SENTENCE_ENDS
            if codes[end - 1 : end] == "n":
                return None
            start = self._first(end - 1)
            spoken = [at for at in range(start, end) if codes[at] in "VA"]
            if spoken:
                at = spoken[0]
                find = self._attributed if codes[at] == "A" else self._subject
                return self._made(find(at, start, end), kind)
            quote = codes.rfind("Q", start, end)
            if quote >= 0:
                tie = self.tie(quote)
                return self._made(tie.mention if tie else None, kind)
            end = start
        return None

    def _subject(self, verb: int, first: int, end: int) -> int | None:
        """The subject of a verb in the sentence from ``first``: what leads it, else what follows, else what is near."""
        codes = self._codes
        clause = max(codes.rfind(",", first, verb), codes.rfind("t", first, verb)) + 1
        if codes[verb - 1] == "a" and "V" in codes[first:verb]:
            # "Vale lobte den Plan und nannte die Kritik „…“."
            return self._subject(codes.rindex("V", first, verb), first, end)
        joined = _JOINED.search(codes, first, verb)
        if joined and codes[verb + 1] not in ",.":
            return self._near(joined.start() + 1, verb)
        if _CLOSING_BEFORE.match(codes, verb + 1):
            in_clause = self._near(max(clause, first), verb)
            return in_clause if in_clause is not None else self._leading(first, verb)
        leading = self._leading(first, verb)
        if leading is not None:
            return leading
        behind = self._near(verb + 1, end)
        return behind if behind is not None else self._near(first, verb)

    def _leading(self, first: int, verb: int) -> int | None:
        """The mention with which the sentence begins: „Der Sprecher der Werft, Ana Vale, …“."""
        opening = _OPENING.match(self._codes, first)
        return self._near(opening.end(), verb, adjoining=True) if opening else None

    def _attributed(self, at: int, first: int, end: int) -> int | None:
        """Whom "laut" or "zufolge" names: behind it, else before it; in "seiner Ansicht nach" the possessive does."""
        if at > first and self._codes[at - 1] == "P":
            return at - 1
        if self._codes[at + 1] in "dNJOPw" and (found := self._near(at + 1, end, adjoining=True)) is not None:
            return found
        return self._nearest_before(at, first)

    def _nearest_before(self, at: int, first: int) -> int | None:
        here = bisect_left(self._mentions, at)
        found = self._mentions[here - 1] if here else -1
        return found if found >= first else None

    def _near(self, start: int, end: int, *, adjoining: bool = False) -> int | None:
        """The first mention from ``start`` that hangs on no preposition; the name beside a role rather than the role.

        ``adjoining``: only determiners and adjectives may come before it.
        """
        codes = self._codes
        for at in self._mentions[bisect_left(self._mentions, start) : bisect_left(self._mentions, end)]:
            between = codes[start:at]
            if "." in between or "n" in between or (adjoining and not set(between) <= set("dwbJ")):
                return None
            if not self._is_held(at, start):
                return self._named(at, end)
        return None

    def _is_held(self, at: int, start: int) -> bool:
        """Whether a mention hangs on a preposition: "zu Vale", but "am Montag Vale"."""
        codes, words = self._codes, self._tokens.words
        if codes[at - 2 : at] == "wd" and words[at - 2][0].isupper():
            # A genitive, "der Unmut der Werft", but "am Montag der Minister".
            return words[at - 2].lower() not in self._tokens.rules.names.ordinary
        held = _HELD.search(codes, start, at)
        return held is not None and all(word[:1].islower() for word in words[held.start() + 1 : at])

    def _named(self, at: int, end: int) -> int:
        """The name that stands in apposition to a role: „der Sprecher der Werft, Ana Vale“."""
        codes = self._codes
        match = _APPOSED.match(codes, at) if codes[at] in "JO" else None
        named = match.end() - 1 if match and match.end() <= end else at
        return named if named in self._mentions else at

    def _made(self, mention: int | None, kind: str) -> Tie | None:
        return Tie(mention=mention, kind=kind) if mention is not None else None
