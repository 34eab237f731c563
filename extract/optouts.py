"""What a page, its response and its site say against the use by machines, and where their licence stands.

Kept as it is said, since nobody has yet agreed what each means; two flags tell what is against training and mining.

* robots meta elements and X-Robots-Tag (https://developers.google.com/search/docs/crawling-indexing/robots-meta-tag).
  ``noai`` (DeviantArt, 2022) and ``noml`` (https://noml.info) say that nothing is to be trained with the page, and so
  does ``noindex`` where it is addressed to a crawler that gathers for training. ``noimageai`` speaks of pictures, which
  we have none of. ``noarchive``, ``nocache`` and ``nosnippet`` are older than models and speak of copies that searchers
  are shown; only Bing reads the first two as being against training (https://blogs.bing.com/webmaster/september-2023).
  82 of 734 news pages say noarchive: it is kept, and no flag.
* Content-Signal (https://contentsignals.org) and Content-Usage (IETF draft-ietf-aipref-attach), in robots.txt and in
  responses: ``ai-train=no``, ``train-ai=n``.
* TDM-Reservation (W3C TDMRep, https://www.w3.org/2022/tdmrep/): 1 reserves the right of Article 4 of Directive (EU)
  2019/790 to mine text and data. Training is mining (Article 53(1)(c) of Regulation (EU) 2024/1689), not the other way.
* RSL (https://rslstandard.org/rsl): an address of terms; having some is no opt-out.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from extract.urls import absolute_url

RSL_TYPE = "application/rsl+xml"

_AGAINST_TRAINING = frozenset({"noai", "noml"})
#: Uses that a signal may refuse with no, or n.
_TRAINING = frozenset({"ai-train", "train-ai", "train-genai"})
_KEPT = _AGAINST_TRAINING | {"noimageai", "noarchive", "nocache", "nosnippet", "max-snippet:0"}
#: Product tokens of crawlers that gather for training, and what keeps a page from them.
_TRAINERS = frozenset(
    {"gptbot", "ccbot", "google-extended", "applebot-extended", "claudebot", "anthropic-ai", "bytespider"}
    | {"meta-externalagent", "cohere-training-data-crawler", "ai2bot", "diffbot", "omgili"}
)
_TDM = ("tdm-reservation", "tdm-policy")
_KEPT_FROM = frozenset({"noindex", "none"})
#: 'googlebot: noai' is addressed; 'max-snippet: 0' has a value, as have the others that contain a colon.
_ADDRESSED = re.compile(r"([a-z][\w-]*)\s*:\s*([a-z].*)")
_VALUED = frozenset({"max-snippet", "max-image-preview", "max-video-preview", "unavailable_after"})
#: One link of a Link header (RFC 8288): its target and its parameters.
_LINK = re.compile(r"""<([^>]*)>((?:\s*;\s*[^\s;,="]+(?:\s*=\s*(?:"[^"]*"|[^\s;,"]*))?)*)""")


#: What a page says to crawlers: the name of the meta element in lower case and its content; or RSL and an address.
Statements = Sequence[tuple[str, str]]
RSL = "rsl"


@dataclass(frozen=True, slots=True, kw_only=True)
class OptOuts:
    """The fields of an article that tell what machines may do with it."""

    opt_outs: tuple[str, ...] = ()
    is_ai_opt_out: bool = False
    is_tdm_opt_out: bool = False
    license_url: str | None = None


def is_addressed_to_machines(name: str) -> bool:
    """Tell whether a meta element of this name, in lower case, speaks to crawlers, to all or to one."""
    return name == "robots" or name.endswith("bot") or name in _TRAINERS or name in _TDM


def find_opt_outs(stated: Statements, headers: Mapping[str, str], base: str) -> OptOuts:
    """Return what the page states and its response's headers, their names in lower case.

    What a site says for all its pages, in robots.txt or tdmrep.json, is given as the header that would say the same.
    """
    said = dict.fromkeys((*_from_page(stated), *_from_robots_tag(headers), *_from_signals(headers)))
    reservation, policy = _tdm(stated, headers)
    license_url = _rsl(stated, headers) or policy
    return OptOuts(
        opt_outs=(*(f"{who}: {what}" for who, what, _ in said), *reservation),
        is_ai_opt_out=any(is_against for _, _, is_against in said),
        is_tdm_opt_out=bool(reservation),
        license_url=absolute_url(base, license_url),
    )


#: Who says it, what is said, and whether it is against training.
_Said = tuple[str, str, bool]


def _from_page(stated: Statements) -> Iterator[_Said]:
    for name, content in stated:
        if name not in _TDM and name != RSL:
            yield from _kept(f"meta {name}", name, content.split(","))


def _from_robots_tag(headers: Mapping[str, str]) -> Iterator[_Said]:
    """Yield what X-Robots-Tag says; an address holds up to the next, since several headers are joined by commas."""
    agent = ""
    for part in headers.get("x-robots-tag", "").lower().split(","):
        directive = part.strip()
        if (addressed := _ADDRESSED.fullmatch(directive)) and addressed[1] not in _VALUED:
            agent, directive = addressed[1], addressed[2]
        yield from _kept(f"x-robots-tag {agent}".strip(), agent, (directive,))


def _kept(who: str, agent: str, directives: Iterable[str]) -> Iterator[_Said]:
    for each in directives:
        directive = re.sub(r"\s", "", each.lower())
        is_kept_from = agent in _TRAINERS and directive in _KEPT_FROM
        if directive in _KEPT or is_kept_from:
            yield who, directive, directive in _AGAINST_TRAINING or is_kept_from


def _from_signals(headers: Mapping[str, str]) -> Iterator[_Said]:
    for name in ("content-signal", "content-usage"):
        for part in re.split(r"[,;\s]+", headers.get(name, "").lower()):
            if part.endswith(("=no", "=n")):
                yield name, part, part.partition("=")[0] in _TRAINING


def _tdm(stated: Statements, headers: Mapping[str, str]) -> tuple[tuple[str, ...], str | None]:
    """Return the reservation, where rights are reserved, and its policy's address.

    The page's own word is above the response's; a value that is neither 0 nor 1 is none.
    """
    page = dict(stated)
    for who, values in (("meta ", page), ("", headers)):
        if (value := values.get("tdm-reservation", "").strip()) in ("0", "1"):
            policy = page.get("tdm-policy") or headers.get("tdm-policy")
            return ((f"{who}tdm-reservation: 1",), policy) if value == "1" else ((), None)
    return (), None


def _rsl(stated: Statements, headers: Mapping[str, str]) -> str | None:
    """Return the address of the first RSL licence that the page links, or its response."""
    linked = (address for name, address in stated if name == RSL)
    in_header = (
        target
        for target, parameters in _LINK.findall(headers.get("link", ""))
        if RSL_TYPE in parameters.lower() and re.search(r"rel\s*=\s*\"?[^;\"]*\blicense\b", parameters.lower())
    )
    return next(linked, None) or next(in_header, None)
