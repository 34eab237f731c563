"""A town whose press changes with every run: new articles, changed and gone ones, a server that is down."""

from collections.abc import Mapping
from pathlib import Path

from benchmarks.local_web.newspaper import Newspaper
from benchmarks.local_web.replies import always, page, reply
from benchmarks.local_web.server import Answer, Asked, LocalWeb, Reply

#: Feeds, each asked for at its own pace, every 15 minutes at most.
_FEEDS = 12
#: Pages of the web that are named anew at each step, and of those how many are gone when they are looked at again.
_NEW_PAGES = 2
#: Files in the folder, and how many of them are written anew at each step.
_FILES, _REWRITTEN = 20, 2
#: At every tenth step a source on this disk is not there, and a page of a server that is down is named.
_AMISS_EVERY = 10


class Town:
    """The sources of a soak, and their changes: ``step`` makes what the next run is to find."""

    def __init__(self, web: LocalWeb, folder: Path) -> None:
        self._web = web
        self._folder = folder
        self._steps = 0
        self._papers = [
            Newspaper(name=f"Post {number}", origin=web.origin(f"post{number}.localhost"), pages=100_000)
            for number in range(_FEEDS)
        ]
        self._gazette = Newspaper(name="Gazette", origin=web.origin("gazette.localhost"), pages=100_000)
        for number, paper in enumerate(self._papers):
            web.sites[f"post{number}.localhost"] = _Pages(paper, self._feed(paper))
        web.sites["gazette.localhost"] = _Pages(self._gazette, {})
        web.sites["down.localhost"] = {f"/{number}": always(reply(503)) for number in range(100_000)}
        (folder / "files").mkdir()
        (folder / "addresses.txt").touch()
        for number in range(_FILES):
            self._write_file(number)
        self.step()

    def step(self) -> None:
        """Change what changes."""
        self._steps += 1
        named = [self._gazette.url(_NEW_PAGES * self._steps + number) for number in range(_NEW_PAGES)]
        is_amiss = self._steps % _AMISS_EVERY == 0
        if is_amiss:
            named.append(f"{self._web.origin('down.localhost')}/{self._steps}")
        # Of the latest: a list that grows for ever would be what grows.
        (self._folder / "addresses.txt").write_text("\n".join(named))
        for number in range(_REWRITTEN):
            self._write_file((self._steps * _REWRITTEN + number) % _FILES)
        sometimes = self._folder / "sometimes.html"
        if is_amiss:
            sometimes.unlink()
        elif not sometimes.exists():
            sometimes.write_bytes(self._gazette.article(0))

    def configuration(self) -> str:
        """The keys and the sources of a presslake.toml."""
        down = self._web.origin("down.localhost")
        return "\n".join(
            [
                'contact = "desk@presslake.example"\nallow_private = ["127.0.0.0/8"]\ndelay = 0\nworkers = 1',
                '[[sources]]\nid = "files"\nfiles = ["files/*.html"]',
                '[[sources]]\nid = "sometimes"\nfiles = ["sometimes.html"]',
                '[[sources]]\nid = "named"\nurls = ["addresses.txt"]',
                f'[[sources]]\nid = "down"\nfeed = "{down}/feed.rss"',
                *(
                    f'[[sources]]\nid = "post{number}"\nfeed = "{paper.origin}/feed.rss"'
                    for number, paper in enumerate(self._papers)
                ),
                "",
            ]
        )

    def _write_file(self, number: int) -> None:
        text = self._gazette.article(50_000 + number).replace(b"</p>", f" Edition {self._steps}.</p>".encode(), 1)
        (self._folder / "files" / f"{number}.html").write_bytes(text)

    def _feed(self, paper: Newspaper) -> Mapping[str, Answer]:
        def feed(asked: Asked) -> Reply:
            # Numbers grow to the past: the newest of a window that moves on is the lowest one.
            first = 50_000 - self._steps // 5
            entries = "".join(
                f"<item><title>{paper.title(each)}</title><link>{paper.url(each)}</link></item>"
                for each in range(first, first + 5)
            )
            body = f"<rss version='2.0'><channel><title>{paper.name}</title>{entries}</channel></rss>".encode()
            return page(body, content_type="application/rss+xml")(asked)

        return {"/feed.rss": feed}


class _Pages(dict[str, Answer]):
    """The paths of a newspaper of any number of pages, each made when it is asked for; one in nine is gone later."""

    def __init__(self, paper: Newspaper, others: Mapping[str, Answer]) -> None:
        super().__init__(others)
        self._paper = paper

    def get(self, path: str, default: Answer | None = None) -> Answer | None:  # type: ignore[override]
        """What the path answers."""
        name = path.removeprefix("/news/").removesuffix(".html")
        if path in self or not name.isdigit():
            return super().get(path, default)
        number = int(name)
        there = page(self._paper.article(number))
        return (lambda asked: (there if asked.visits == 0 else always(reply(410)))(asked)) if number % 9 == 0 else there
