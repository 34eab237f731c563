"""Serve invented newspapers on loopback: ``python -m benchmarks.local_web [TOWNS [PAGES [PORT]]]``."""

import sys
import time

from benchmarks.local_web.server import LocalWeb
from benchmarks.local_web.towns import configuration, open_towns


def main(towns: int = 100, pages: int = 20, port: int = 0) -> None:
    """Print a presslake.toml whose sources are the newspapers, and serve them."""
    with LocalWeb(port) as web:
        print(configuration(open_towns(web, towns, pages, patience=60.0, crawl_delay=2.0), delay=1.0), flush=True)
        try:
            time.sleep(1e9)
        except KeyboardInterrupt:
            print(f"{len(web.log)} requests", file=sys.stderr)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
