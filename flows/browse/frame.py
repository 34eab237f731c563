"""What all pages of `presslake browse` share: the newest copy, the templates, and what is said of a missing page."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse

from flows.html.environment import template_environment
from warehouse.lake.address import Location
from warehouse.model import Answer
from warehouse.newest import NewestCopy

if TYPE_CHECKING:
    from warehouse.connection import Connection


class Missing(Exception):  # noqa: N818 - an answer to whoever asks, not a failure
    """Nothing stands at an address, or nothing any more: ``status`` is 404 or 410."""

    def __init__(self, sentence: str, status: int = 404) -> None:
        super().__init__(sentence)
        self.status = status


class Frame:
    """The newest copy and the templates."""

    def __init__(self, published: Location) -> None:
        self.published = published
        self.copy = NewestCopy(published)
        self._templates = template_environment("flows.browse")

    def reading(self) -> AbstractContextManager["Connection"]:
        """Give a connection to the newest copy for the time of a block."""
        return self.copy.reading()

    def streaming(self, ask: Callable[["Connection"], Answer]) -> Answer:
        """Return what is asked of a connection that is held until the last row is read."""
        held = ExitStack()
        connection = held.enter_context(self.reading())
        try:
            answer = ask(connection)
        except BaseException:
            held.close()
            raise
        return read_then_closed(answer, held)

    def page(self, template: str, status: int = 200, **context: object) -> HTMLResponse:
        """Return a page made of a template."""
        return HTMLResponse(self._templates.get_template(template).render(context), status)


def read_then_closed(answer: Answer, held: ExitStack) -> Answer:
    """Return the answer, which closes what it is read from after its last row, or when nobody reads on."""

    def rows() -> Iterator[tuple[object, ...]]:
        with held:
            yield from answer.rows

    return Answer(answer.columns, rows())
