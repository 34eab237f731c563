"""What a process that starts a server of its own tells Prefect of it."""

import os
import ssl

import pytest

from flows.orchestration.server import prefect_server


def test_prefect_is_told_of_the_server_as_long_as_it_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    monkeypatch.delenv("PREFECT_API_SSL_CERT_FILE", raising=False)
    with prefect_server({}) as server:
        assert os.environ["PREFECT_API_URL"] == server.url
        trusted = ssl.create_default_context(cafile=os.environ["PREFECT_API_SSL_CERT_FILE"]).get_ca_certs()
        assert [certificate["subject"] for certificate in trusted] == [
            ((("commonName", "presslake trusts nobody on loopback"),),)
        ]
    assert not {"PREFECT_API_URL", "PREFECT_API_SSL_CERT_FILE"} & os.environ.keys()


def test_authorities_that_the_user_names_are_left_to_him(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    monkeypatch.setenv("PREFECT_API_SSL_CERT_FILE", "mine.pem")
    with prefect_server({}):
        assert os.environ["PREFECT_API_SSL_CERT_FILE"] == "mine.pem"
    assert os.environ["PREFECT_API_SSL_CERT_FILE"] == "mine.pem"
