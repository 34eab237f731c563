"""Cookies of one URL's redirects, none of which leaves the origin that set it."""

import httpx


class Cookies:
    """Made for one URL and thrown away with it: nobody is recognised from one page to the next.

    An origin is scheme, host and port (RFC 6454), so that no rule about domains can be got wrong.
    """

    def __init__(self) -> None:
        self._jars: dict[tuple[str, bytes, int | None], httpx.Cookies] = {}

    def add_to(self, request: httpx.Request) -> None:
        """Send back what the origin of the request has set."""
        if jar := self._jars.get(origin(request.url)):
            jar.set_cookie_header(request)

    def keep(self, response: httpx.Response) -> None:
        """Keep what a response sets; its request must be known to it."""
        self._jars.setdefault(origin(response.request.url), httpx.Cookies()).extract_cookies(response)


def origin(url: httpx.URL) -> tuple[str, bytes, int | None]:
    """Scheme, host and port of a URL; httpx leaves a scheme's own port out, and cannot show every host as text."""
    return url.scheme, url.raw_host, url.port
