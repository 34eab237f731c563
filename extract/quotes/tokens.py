"""The text around the quotations as tokens, each with one code character.

The codes of an article are one string, so that the path from a mention to a quotation is a slice of it:

    Q quoted run      N name             P pronoun          R relative pronoun   J people by what they are
    O body, document  V reporting verb   A "according to"   p preposition        d determiner
    a conjunction     t "that"           b auxiliary        s 's                 w any other word
    . sentence end    , : ; - as printed n paragraph end    q quoted term

The words of J, O, V, A, p, d, a, t, b, R and P are the language's; N is what its capitals tell.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from extract.model import Paragraph
from extract.quotes.rules import Rules


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """The tokens of an article, as parallel sequences; offsets are the article's."""

    starts: Sequence[int]
    ends: Sequence[int]
    #: As printed; empty for a quoted run and for a paragraph end.
    words: Sequence[str]
    #: One character a token, and some paragraph ends behind, so that looking ahead needs no bounds.
    codes: str
    #: The token of each run, in reading order.
    quotes: Sequence[int]
    #: The comma or stop right behind a quotation, by its token; it is no token of its own.
    closing: Mapping[int, str]
    paragraphs: Sequence[Paragraph]
    rules: Rules

    def lower(self, at: int) -> str:
        """The token in lower case, empty outside the article."""
        return self.words[at].lower() if 0 <= at < len(self.words) else ""

    def at(self, offset: int) -> int:
        """The token that holds the offset, else the one behind it."""
        return bisect_right(self.ends, offset)

    def printed(self, at: int, start: int, end: int) -> str:
        """The article's text between two offsets in the paragraph of token ``at``."""
        paragraph = self.paragraphs[self.codes.count("n", 0, at)]
        return paragraph.text[start - paragraph.start : end - paragraph.start]

    def with_terms(self, terms: Mapping[int, str]) -> "Tokens":
        """The same tokens, those runs marked as terms; a term that speaks ("“Harbour Weekly” wrote") becomes a name."""
        if not terms:
            return self
        codes, words = list(self.codes), list(self.words)
        for at, text in terms.items():
            before = self.codes[max(0, at - 3) : at]
            speaks = codes[at + 1] == "V" or before.endswith(("A", "Ad", "QV", "QVd"))
            codes[at] = "N" if speaks and text[0].isupper() else "q"
            words[at] = text
        return replace(self, codes="".join(codes), words=words)
