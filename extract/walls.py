"""Pages that stand where an article was asked for: consent, challenges of robots, error pages, paywalls."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from extract.evidence import Evidence
from extract.model import ExtractError
from extract.noise import ends_a_sentence
from extract.readers import Layout, Reading
from extract.text import words

#: How many words may stand on a page for each sign that it stops robots, its title or a phrase; what has more words
#: speaks of robots. The longest of the usual challenges, with its advice to the site's owner, has 200 and three signs.
_TITLE_WORDS, _PHRASE_WORDS, _CHALLENGE_WORDS = 100, 60, 250
#: Words of a page of which nothing is left when its scripts are gone.
_BARE_WORDS = 15
#: Words of an error page, suggestions of other pages not counted.
_ERROR_WORDS = 120
#: Words of a consent notice with its list of purposes.
_CONSENT_WORDS = 900
#: Phrases that a notice has and a paragraph about cookies has not.
_CONSENT_PHRASES = 3
#: Words of a teaser; more is an article, even one whose end is for subscribers.
_STUB_WORDS = 80
#: Blocks below a teaser in which its offer stands; further down, offers are the site's and stand under every article.
_BELOW = 6
#: Words of a standfirst alone.
_STANDFIRST_WORDS = 40
_HALF = 0.5
_LINKED = 0.5
_TITLE_BREAK = re.compile(r"\s+[|–—·•»:-]+\s+|\s*[|｜]\s*")
_CUT_OFF = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])\s*$")


def refuse_wall(reading: Reading, layout: Layout, count: int) -> None:
    """Raise ExtractError(blocked, soft_404, consent_wall, paywall) for a page that stands in an article's place.

    ``count`` is how many words the text has that would be the article.
    """
    _refuse_challenge(reading.evidence, layout)
    _refuse_error_page(reading.evidence, layout, count)
    _refuse_consent(reading, layout, count)
    _refuse_teaser(reading, layout, count)


def _refuse_challenge(evidence: Evidence, layout: Layout) -> None:
    """Whoever answers a robot with a challenge or a refusal does not describe an article in its metadata."""
    printed = [block.text for block in layout.blocks]
    if evidence.is_article or (count := sum(len(words(text)) for text in printed)) > _CHALLENGE_WORDS:
        return
    title, phrases = _title_in(evidence, "blocked"), _phrases_in(printed, "blocked")
    if (title or phrases) and count <= _TITLE_WORDS * bool(title) + _PHRASE_WORDS * len(phrases):
        raise ExtractError("blocked", f"the page has {count} words, and says “{title or phrases[0]}”")
    if count <= _BARE_WORDS and (mark := _pattern("blocked", "marks").search(layout.markup.lower())):
        raise ExtractError("blocked", f"the page has {count} words and a challenge ({mark[0]})")


def _refuse_error_page(evidence: Evidence, layout: Layout, count: int) -> None:
    """An error page often lists other articles under its few words, so that only its running text is counted."""
    if evidence.is_article or count > _ERROR_WORDS:
        return
    title = _title_in(evidence, "soft_404")
    phrases = _phrases_in((block.text for block in layout.blocks if block.link_share < _LINKED), "soft_404")
    if title or (phrases and count <= _STUB_WORDS):
        raise ExtractError("soft_404", f"the page says “{title or phrases[0]}”, whatever its status")


def _refuse_consent(reading: Reading, layout: Layout, count: int) -> None:
    """What a notice says fills the page; an article about such notices says little of it to its reader."""
    texts = [block.text for block in reading.blocks] or [block.text for block in layout.blocks]
    if count > _CONSENT_WORDS:
        return
    speaking = [text for text in texts if _phrases_in([text], "consent_wall")]
    phrases = _phrases_in(speaking, "consent_wall")
    share = sum(map(len, speaking)) / max(1, sum(map(len, texts)))
    if len(phrases) >= _CONSENT_PHRASES and share > _HALF:
        raise ExtractError("consent_wall", f"{share:.0%} of the text asks for consent (“{phrases[0]}”)")


def _refuse_teaser(reading: Reading, layout: Layout, count: int) -> None:
    """A page that is paid for, by its own word or by an offer to subscribe, is an article where it has the text."""
    has_text = any(len(words(body.value)) > _STUB_WORDS for body in reading.evidence.bodies)
    if count > _STUB_WORDS or has_text:
        return
    is_paid = any(candidate.value == "false" for candidate in reading.evidence.is_free)
    offers = _phrases_in(_texts_near(layout), "paywall")
    is_cut = _is_cut_off(reading)
    if is_paid and (offers or is_cut or count <= _STANDFIRST_WORDS):
        raise ExtractError("paywall", f"the page says that it is not free, and has {count} words of its text")
    if offers and is_cut:
        raise ExtractError("paywall", f"the text ends after {count} words, and the page says “{offers[0]}”")


def _texts_near(layout: Layout) -> list[str]:
    """Return the texts from the first block of the article to a few below its last; of all blocks where it has none."""
    places = [index for index, block in enumerate(layout.blocks) if block in layout.chosen]
    near = layout.blocks[places[0] : places[-1] + 1 + _BELOW] if places else layout.blocks
    return [block.text for block in near]


def _is_cut_off(reading: Reading) -> bool:
    texts = [block.text for block in reading.blocks if block.kind in ("text", "standfirst")]
    return bool(texts) and (_CUT_OFF.search(texts[-1]) is not None or not ends_a_sentence(texts[-1]))


def _title_in(evidence: Evidence, reason: str) -> str | None:
    """Return the first title of the page that is, outlet's name aside, a title of such pages."""
    titles = _phrases(reason, "titles")
    for candidate in evidence.titles:
        if any(_key(part) in titles for part in (candidate.value, *_TITLE_BREAK.split(candidate.value))):
            return candidate.value
    return None


def _phrases_in(texts: Iterable[str], reason: str) -> list[str]:
    """Return the different phrases of such pages that stand in the texts, the earliest first."""
    pattern = _pattern(reason, "phrases")
    return list(dict.fromkeys(phrase for text in texts for phrase in pattern.findall(_key(text))))


def _key(text: str) -> str:
    return text.strip().lower().replace("’", "'")


@cache
def _rules() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(files("extract").joinpath("walls.toml").read_text(encoding="utf-8"))


@cache
def _phrases(reason: str, rule: str) -> frozenset[str]:
    """Return the phrases of a rule of walls.toml."""
    return frozenset(_rules()[reason][rule])


@cache
def _pattern(reason: str, rule: str) -> re.Pattern[str]:
    """Return a pattern for any phrase of a rule, the longest that fits, not in the middle of a word."""
    phrases = sorted(_phrases(reason, rule), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, phrases)) + r")")
