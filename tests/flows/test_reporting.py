"""What is said of a run when it is over."""

import pytest

from flows.progress import Progress
from flows.reporting import report
from warehouse.model import Counts


def test_a_quiet_run_that_went_well_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    code = report(Progress(loaded=Counts(found=1, new=1)), quiet=True)
    assert (0, ("", "")) == (code, capsys.readouterr())


def test_a_quiet_run_says_which_source_failed(capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress(loaded=Counts(found=1, new=1))
    progress.tally("mill").error = "HTTP 503"
    code = report(progress, quiet=True)
    assert (3, "presslake: mill: HTTP 503\n") == (code, capsys.readouterr().err)
