"""How readers find what the command loaded."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

Command = Callable[..., subprocess.CompletedProcess[str]]


def test_links_and_pointers_take_turns_as_configured(
    presslake: Command, write_page: Callable[..., Path], folder: Path
) -> None:
    published, seen = folder / "warehouse.read.duckdb", []
    for number, link in enumerate(("symlink", "pointer", "symlink")):
        (folder / "presslake.toml").write_text(f'publish_link = "{link}"\n')
        presslake("add", str(write_page(f"page{number}.html", f"Ferry number {number} sails on Monday.")))
        [row] = json.loads(presslake("sql", "select count(*) as articles from articles", "-f", "json").stdout)
        seen.append((published.is_symlink(), row["articles"]))

    assert [(True, 1), (False, 2), (True, 3)] == seen


def test_a_copy_has_an_index_as_configured(presslake: Command, write_page: Callable[..., Path], folder: Path) -> None:
    seen = []
    for number, most in enumerate((1000, 0)):
        (folder / "presslake.toml").write_text(f"search_index = {most}\n")
        presslake("add", str(write_page(f"page{number}.html", f"Ferry number {number} sails on Monday.")))
        found = json.loads(presslake("search", "ferry", "--in", "paragraphs", "-n", "1", "-f", "json").stdout)
        seen.append([row["score"] is None for row in found])

    assert [[False], [True]] == seen
