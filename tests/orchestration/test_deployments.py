"""prefect.yaml: what it deploys on a real server, and that work pools know what it tells them."""

import json
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from flows.orchestration.defaults import prepare_prefect
from flows.orchestration.server import prefect_server

CHECKOUT = Path(__file__).parents[2]
DEPLOYMENTS = yaml.safe_load((CHECKOUT / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]


def known_variables(kind: str) -> set[str]:
    """What a worker of a kind can be told, by the list that Prefect ships."""
    listed = files("prefect.server.api").joinpath("collections_data/views/aggregate-worker-metadata.json")
    workers = {name: worker for package in json.loads(listed.read_text()).values() for name, worker in package.items()}
    return set(workers[kind]["default_base_job_configuration"]["variables"]["properties"])


@pytest.mark.parametrize("deployment", DEPLOYMENTS, ids=lambda deployment: deployment["name"])
def test_a_work_pool_knows_what_it_is_told(deployment: dict[str, Any]) -> None:
    kind = deployment["work_pool"]["name"].removeprefix("presslake-")
    assert set() == set(deployment["work_pool"]["job_variables"]) - known_variables(kind)


def test_all_deployments_can_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path))
    monkeypatch.setenv("NEWS_CHECKOUT", str(CHECKOUT))
    prepare_prefect()
    with prefect_server({}) as server:
        server.wait()
        for deployment in DEPLOYMENTS:
            pool = {"name": deployment["work_pool"]["name"], "type": "process"}
            httpx.post(f"{server.url}/work_pools/", json=pool, timeout=30).raise_for_status()
        command = [sys.executable, "-m", "prefect", "--no-prompt", "deploy", "--all"]
        subprocess.run(command, cwd=CHECKOUT, check=True, capture_output=True, timeout=120)
        made = httpx.post(f"{server.url}/deployments/filter", json={}, timeout=30).json()

    seen = {each["name"]: (each["entrypoint"], each["parameters"]["overdue_only"]) for each in made}
    assert {each["name"]: ("flows/orchestration/ingest.py:ingest", True) for each in DEPLOYMENTS} == seen
