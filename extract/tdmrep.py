"""/.well-known/tdmrep.json, by which a site reserves its right to text and data mining for all its pages at once."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import unquote

#: Where it stands at an origin (https://www.w3.org/2022/tdmrep/#sec-tdm-file).
TDMREP_PATH = "/.well-known/tdmrep.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class TdmRule:
    """What a site says of the paths that a pattern fits."""

    #: Beginning of a path, in which * stands for anything and a $ at the end for the end.
    location: str
    is_reserved: bool
    policy: str | None = None


def parse_tdmrep(body: bytes) -> tuple[TdmRule, ...]:
    """Return the rules of a tdmrep.json in their order; none of what is no such file, or of what is no rule."""
    try:
        stated = json.loads(body.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError):
        return ()
    rules = (rule for rule in stated if isinstance(rule, dict)) if isinstance(stated, list) else ()
    return tuple(
        TdmRule(
            location=location,
            is_reserved=str(rule["tdm-reservation"]) == "1",
            policy=policy if isinstance(policy := rule.get("tdm-policy"), str) else None,
        )
        for rule in rules
        # Another value is an error, and the same as none.
        if isinstance(location := rule.get("location"), str) and str(rule.get("tdm-reservation")) in ("0", "1")
    )


def tdm_headers(rules: Sequence[TdmRule], path: str) -> dict[str, str]:
    """Return the response headers that would say of one path what the first rule that fits it says.

    >>> tdm_headers(parse_tdmrep(b'[{"location": "/news/", "tdm-reservation": 1}]'), "/news/ferry")
    {'tdm-reservation': '1'}
    """
    rule = next((rule for rule in rules if _fits(rule.location, unquote(path))), None)
    if rule is None:
        return {}
    return {"tdm-reservation": str(int(rule.is_reserved))} | ({"tdm-policy": rule.policy} if rule.policy else {})


def _fits(location: str, path: str) -> bool:
    """Tell whether a pattern fits; by search and no regular expression, which a site could make endless."""
    # Decoded after the split: %2A and %24 stand for the characters themselves.
    first, *later = (unquote(part) for part in location.removesuffix("$").split("*"))
    is_whole = location.endswith("$")
    if not later:
        return path == first if is_whole else path.startswith(first)
    if not path.startswith(first):
        return False
    at = len(first)
    for part in later[:-1]:
        at = path.find(part, at) + len(part)
        if at < len(part):
            return False
    last = later[-1]
    return path.endswith(last) and len(path) - len(last) >= at if is_whole else path.find(last, at) >= 0
