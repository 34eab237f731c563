"""What a source's configuration says of the layout of its pages; extract.layout does what they say."""

from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutRules:
    """What a user knows of the pages of a source: XPaths, which are tried on the parsed page."""

    #: Elements that never belong to the article.
    prune: tuple[str, ...] = ()
    #: The element that holds the article; the first match counts, and where there is none the whole page.
    body: str | None = None

    @property
    def key(self) -> str:
        """Eight characters that tell these rules from others; '' where there are none."""
        if not (self.prune or self.body):
            return ""
        return sha256("\0".join((*self.prune, self.body or "")).encode()).hexdigest()[:8]


NO_LAYOUT_RULES = LayoutRules()
#: What stands between an extractor's name and the key of the rules that its page's source had.
LAYOUT = ", layout "
