"""What was forgotten on demand, and how an address or a document is told to belong to it."""

from dataclasses import dataclass
from typing import Self

from extract.urls import domain, url_key
from warehouse.connection import Connection
from warehouse.forget import tombstones


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """Pages, by the keys of their addresses, and sites, by their hosts without www., that must not come back."""

    url_keys: frozenset[str] = frozenset()
    domains: frozenset[str] = frozenset()

    @classmethod
    def load(cls, connection: Connection) -> Self:
        """What the warehouse was told to forget."""
        found = tombstones(connection)
        return cls(url_keys=found.url_keys, domains=found.domains)

    def covers(self, url: str) -> bool:
        """Tell whether an address is that of a forgotten page or lies on a forgotten site."""
        return self.is_on_site(url) or (bool(self.url_keys) and url_key(url) in self.url_keys)

    def is_on_site(self, url: str) -> bool:
        """Tell whether an address lies on a forgotten site, or on one below it.

        >>> Forgotten(domains=frozenset({"news.example"})).is_on_site("https://sport.news.example/a")
        True
        """
        if not self.domains:
            return False
        host = domain(url)
        return host in self.domains or any(host.endswith("." + each) for each in self.domains)

    def is_named_in(self, body: bytes) -> bool:
        """Tell whether a document may name something forgotten: a feed repeats the texts of its pages."""
        return any(each.encode() in body or each.replace("&", "&amp;").encode() in body for each in self._names())

    def _names(self) -> frozenset[str]:
        return self.url_keys | self.domains
