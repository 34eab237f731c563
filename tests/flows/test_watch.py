"""Progress that is refreshed in place."""

import pytest

from flows.progress import Progress
from flows.watch import watching


def test_a_pipe_gets_no_lines_that_move_even_if_colours_are_forced(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    with watching(Progress(), "looking for pages …"):
        pass
    assert "" == capsys.readouterr().err
