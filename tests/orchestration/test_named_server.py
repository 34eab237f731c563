"""A Prefect server that the environment names: whether it is there is known before Prefect is imported."""

import pytest

from benchmarks.local_web import replies
from benchmarks.local_web.server import LocalWeb
from flows.errors import FlowError
from flows.orchestration.server import ask_named_server


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://127.0.0.1:9/api", "Connection refused"),
        ("localhost:4200/api", "unknown url type: localhost"),
        ("desk", "unknown url type: 'desk/health'"),
    ],
)
def test_a_server_that_is_not_there_is_one_sentence(url: str, why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PREFECT_API_URL", url)

    with pytest.raises(FlowError) as caught:
        ask_named_server()

    said = (
        f"PREFECT_API_URL: no Prefect server answers at {url} ({why}): start it, or unset the variable, and presslake "
    )
    assert str(caught.value) == f"{said}starts one of its own"


def test_a_server_that_refuses_to_say_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    with LocalWeb() as web:
        origin = web.origin("127.0.0.1")
        web.sites["127.0.0.1"] = {"/api/health": replies.refusal(401)}
        monkeypatch.setenv("PREFECT_API_URL", f"{origin}/api/")

        ask_named_server()

    assert [logged.path for logged in web.log] == ["/api/health"]
