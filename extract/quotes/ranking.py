"""Which of the mentions around a quotation speaks: features have weights, and the highest total wins."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from extract.quotes.speakers import Cast
from extract.quotes.tokens import Tokens
from extract.quotes.verb_first import is_inverted, verb_without_subject

_SQUEEZE = re.compile(r"[wdpb]+")
# The verb a few words on: "Brook has repeatedly called", "Brook, 46, said", "Sprecher der Werft sagte",
# "spokesman for the yard said".
VERB_AHEAD = re.compile(r"(?:,[^V.nQNPJO:]{1,10},)?(?:(?:d|pd?)w{0,2}[wNO])?[bwat]{0,4}V")
# What a mention hangs on: a preposition ("in a letter"), or a verb before its subject ("said the mayor").
_HELD = re.compile(r"p[dws]{0,3}$")
_BEHIND_VERB = re.compile(r"Vb?[dw]{0,3}$")

_CROWD = "NPRJO"


@dataclass(frozen=True, slots=True, kw_only=True)
class Previous:
    """The quotation before and who said it."""

    quote: int
    mention: int
    left_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One quotation as its candidates see it."""

    quote: int
    #: How it ends (u left open, c comma, p sentence end, o otherwise), and the code before it.
    shape: str
    #: The squeezed codes between the quotation before and this one, "-" for the first.
    gap: str
    previous: Previous | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest:
    """The mentions that may speak one quotation, as parallel sequences."""

    mentions: Sequence[int]
    #: What speaks for and against each, and what that adds up to.
    rows: Sequence[Sequence[str]]
    totals: Sequence[float]


def setting(codes: str, quote: int, *, last: str, left_open: bool, previous: Previous | None) -> Setting:
    """Return what is the same for all candidates of a quotation whose text ends in ``last``."""
    end = "u" if left_open else "c" if last == "," else "p" if last in ".?!…" else "o"
    gap = "-"
    if previous is not None:
        gap = ("u" if previous.left_open else "") + squeezed(codes[previous.quote + 1 : quote])
    return Setting(
        quote=quote,
        shape=f"{end}{codes[quote - 1] if quote else 'n'}",
        gap=gap,
        previous=previous,
    )


@lru_cache(maxsize=65536)
def squeezed(codes: str, cap: int = 7) -> str:
    """The path with its small words drawn together, its middle left out where it is long.

    >>> squeezed(",Vpdw.")
    ',Vw.'
    """
    codes = _SQUEEZE.sub("w", codes)
    return codes if len(codes) <= cap else f"{codes[:3]}~{codes[3 - cap :]}"


@lru_cache(maxsize=65536)
def _hangs_on(lead: str) -> str:
    """What a mention hangs on, by the codes before it: p for a preposition, V for a verb, - for neither."""
    return "p" if _HELD.search(lead) else "V" if _BEHIND_VERB.search(lead) else "-"


def features(tokens: Tokens, at: Setting, mention: int, cast: Cast) -> list[str]:
    """Return what speaks for and against one mention; no feature holds a name."""
    codes, quote, shape = tokens.codes, at.quote, at.shape
    kind = codes[mention]
    left = mention < quote
    side = "L" if left else "R"
    between = codes[mention + 1 : quote] if left else codes[quote + 1 : mention]
    before, after = codes[mention - 1] if mention else "n", codes[mention + 1]
    ahead = VERB_AHEAD.match(codes, mention + 1)
    lead = codes[max(0, mention - 5) : mention]
    role = _hangs_on(lead)
    lines, stops = between.count("n"), between.count(".")
    crowd = min(sum(map(between.count, _CROWD)), 4)
    next_codes = squeezed(ahead.group()) if ahead else codes[mention + 1 : mention + 3]
    follows = ahead is not None and (not left or ahead.end() <= quote)
    # A verb behind the mention (A), before it (B), or none.
    cue = "A" if follows else "B" if role == "V" else "-"
    starts = before in ".nQ" or (before == "d" and codes[mention - 2 : mention - 1] in ".nQ")
    # Flags are written with a plus: as :d they take twice as long, a twenty-fifth of all the room's time.
    row = [
        f"path {side}{squeezed(between)}",
        f"around {side}{kind}{before}{after}",
        f"between {side}{crowd}{min(lines, 3)}{min(stops, 3)}",
        f"verb {side}{+('V' in between)}{+(after == 'V' or before == 'V')}",
        f"quotes {side}{between.count('Q')}",
        f"lead {side}{lead[-3:]}",
        f"hangs {side}{role}{kind}",
        f"hangs {side}{role}{codes[quote - 1 : quote]}",
        f"hangs {side}{role}{+(after == 'V')}{+(stops > 0)}",
        f"end {shape[0]}{side}{role}{cue}",
        f"ahead {side}{next_codes}{min(crowd, 3)}{+(stops > 0)}",
        f"starts {side}{kind}{+starts}{+(lines > 0)}{+(stops > 0)}",
    ]
    if tokens.rules.verb_before_subject and role != "p" and is_inverted(codes, quote, mention):
        row.append("inverted")
    if tokens.rules.drops_subjects and verb_without_subject(tokens, quote) is not None:
        row.append(f"dropped {side}{role}")
    verb = ahead.end() - 1 if ahead and follows else codes.rfind("V", 0, mention) if role == "V" else -1
    if verb >= 0 and tokens.lower(verb) in tokens.rules.saying:
        row.append(f"saying {side}{cue}{kind}{+(lines > 0)}")
    row += _meant(tokens, mention, side, cast)
    if at.previous is not None:
        row += _carried(tokens, at, at.previous, mention)
    return row


def _meant(tokens: Tokens, mention: int, side: str, cast: Cast) -> list[str]:
    """What a pronoun can mean; whether a name is somebody's or something's, and how often it stands."""
    kind = tokens.codes[mention]
    if kind == "P":
        return [f"pronoun {side}{tokens.rules.pronouns.get(tokens.lower(mention))}"]
    if kind != "N":
        return []
    figure = cast.figure(mention)
    what = f"{+figure.is_person}{+figure.is_body}{+figure.is_place}{+figure.is_full}"
    return [f"figure {side}{what}", f"named {side}{min(len(figure.tokens), 5)}"]


def _carried(tokens: Tokens, at: Setting, previous: Previous, mention: int) -> list[str]:
    """Whether the mention is the one that spoke last, or has its name."""
    codes = tokens.codes
    if mention == previous.mention:
        breaks = codes.count("n", min(mention, at.quote), max(mention, at.quote))
        return ["previous", f"previous {at.gap}", f"previous {at.shape}{breaks}"]
    if codes[mention] == codes[previous.mention] == "N" and surname(tokens, previous.mention) == surname(
        tokens, mention
    ):
        side = "L" if mention < at.quote else "R"
        return [f"same {side}", f"same {at.shape}{at.gap}"]
    return []


def surname(tokens: Tokens, at: int) -> str:
    """The last word of a name, in lower case."""
    return tokens.words[at].rsplit(" ", 1)[-1].lower()
