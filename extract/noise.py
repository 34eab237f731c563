"""What stands among an article's paragraphs and belongs to the page: pointers, adverts, credits, boxes."""

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from itertools import islice

from lxml.html import HtmlElement

from extract.blocks import PageBlock

#: Longer lines are text, whatever they open with.
_LONGEST_POINTER = 220
_LONGEST_NOTE = 300
_LONGEST_FURNITURE = 100
_LONGEST_CORRECTION = 1_000
_LONGEST_BYLINE = 70
_SHORTEST_NAME = 7
#: "Updated", "um", "Uhr", a month, a weekday.
_WORDS_BY_DATE = 4
_DATE = re.compile(
    r"(?<!\d)(?:\d{1,2}[./]\s?\d{1,2}[./]\s?(?:\d{2}|\d{4})|\d{4}[-./年]\s?\d{1,2}[-./月]\s?\d{1,2})(?!\d)"
)
#: A line that is links but for a word or two.
_ALL_LINK = 0.85
_CLASS_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_SENTENCE_END = re.compile(r"[.!?…。！？।؟:;][\"'”’»)\]]*$")
_OPENING_MARKS = "– -—>»•*▸▶►→|"
_CREDIT = re.compile(
    r"(?ix)^(?:photos?|images?|pictures?|pictured|fotos?|bild(?:er)?|zdjęcie|kuva|credit|photograph)"
    r"(?:\s*(?:by|credit|courtesy|von|de|di))?\s*[:/©|]"
)
_COPYRIGHT = re.compile(
    r"(?ix)^the\ post\ .*\ appeared\ first\ on\ "
    r" | ^(?:©|\(c\)\s|copyright\b) | all\ rights\ reserved | alle\ rechte\ vorbehalten | riproduzione\ riservata"
    r" | todos\ los\ derechos\ reservados | todos\ os\ direitos\ reservados | tous\ droits\ réservés"
)


def is_noise_line(block: PageBlock) -> bool:
    """Tell whether a block is a line of the page's own, by its words and links alone."""
    line = block.text.lower().lstrip(_OPENING_MARKS)
    if len(line) < _LONGEST_POINTER and (_points_away(line, block) or _CREDIT.match(line) or _COPYRIGHT.search(line)):
        return True
    if len(line) < _LONGEST_NOTE and block.kind == "text" and _opening("notes").match(line):
        return True
    if len(line) < _LONGEST_FURNITURE and _is_furniture(line):
        return True
    return block.link_share > _ALL_LINK and (block.kind in ("list", "heading") or not ends_a_sentence(block.text))


def _points_away(line: str, block: PageBlock) -> bool:
    """Tell whether a line is a label with nothing after it, or one that introduces a link."""
    match = _opening("pointers").match(line)
    if not match:
        return False
    rest = line[match.end() :].strip()
    return not rest.strip(".:…") or rest[0] in ":|-–—>»" or (bool(block.links) and block.link_share > 0.4)


def _is_furniture(line: str) -> bool:
    match = _opening("furniture").match(line)
    if not match:
        return False
    rest = line[match.end() :]
    if rest[:1].isalnum():
        return False
    # One word opens many a sentence ("Share prices fell."), a phrase does not.
    return len(rest) <= 3 or " " in match[0] or not ends_a_sentence(line)


def is_correction(block: PageBlock) -> bool:
    """Tell whether a block says what was changed in the article since it was published."""
    if block.kind == "heading" or len(block.text) > _LONGEST_CORRECTION:
        return False
    return _correction().match(block.text.lower().lstrip(_OPENING_MARKS)) is not None


def is_date_line(block: PageBlock) -> bool:
    """Tell whether a block is a day, with its time or without, and hardly a word beside."""
    is_short = len(block.text) < _LONGEST_BYLINE and len(re.findall(r"[^\W\d]{2,}", block.text)) <= _WORDS_BY_DATE
    return is_short and _DATE.search(block.text) is not None


def is_byline(block: PageBlock, names: frozenset[str]) -> bool:
    """Tell whether a block is little more than a name of the article's authors, the names given as keys."""
    if block.key in names:
        return True
    is_short = len(block.text) < _LONGEST_BYLINE and not ends_a_sentence(block.text)
    return is_short and any(name in block.key for name in names if len(name) >= _SHORTEST_NAME)


def is_named_noise(element: HtmlElement) -> bool:
    """Tell whether an element's class or id names it as something else than an article's text."""
    return bool(class_words(element) & _named("classes"))


def is_in_standfirst(block: PageBlock) -> bool:
    """Tell whether the block's element, or the one around it, is named as the standfirst."""
    around = (block.element, block.element.getparent())
    return any(element is not None and class_words(element) & _named("standfirst") for element in around)


def ends_a_sentence(text: str) -> bool:
    """Tell whether a text ends as sentences do, quotation marks and brackets aside."""
    return _SENTENCE_END.search(text) is not None


def is_within(element: HtmlElement, around: int, classes: frozenset[str]) -> bool:
    """Tell whether the element, or one of the next around it, is beside the article or named as one of the classes."""
    return any(
        each.tag in ("aside", "footer", "figure", "nav") or class_words(each) & classes
        for each in islice((element, *element.iterancestors()), around)
        if each.tag not in ("body", "html")
    )


def class_words(element: HtmlElement) -> frozenset[str]:
    """Return the words of an element's class and id: 'relatedLinks-box' has related, links and box."""
    return _class_words(f"{element.get('class', '')} {element.get('id', '')}")


@lru_cache(maxsize=20_000)  # a page has few classes and many elements; the size bounds the memory of a long run
def _class_words(names: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _CLASS_WORD.findall(names))


@cache
def _rules() -> dict[str, list[str]]:
    return tomllib.loads(files("extract").joinpath("noise.toml").read_text(encoding="utf-8"))


@cache
def _named(rule: str) -> frozenset[str]:
    """Return the words of a rule of noise.toml."""
    return frozenset(_rules()[rule])


@cache
def _opening(rule: str) -> re.Pattern[str]:
    """Return a pattern for a line that opens with a phrase of the rule, the longest that fits."""
    return re.compile("|".join(map(re.escape, sorted(_rules()[rule], key=len, reverse=True))))


@cache
def _correction() -> re.Pattern[str]:
    return re.compile("|".join(_rules()["corrections"]))
