"""What makes articles here: the versions of presslake and trafilatura, and a digest of the code that extracts."""

from functools import cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable

#: Endings of what decides what an article is: code, rules and weights.
_DECIDING = (".py", ".toml")


@cache
def software() -> str:
    """Name what makes articles: equal where the same page gives the same article.

    The version of presslake does not change with each change of a rule: hence the digest of ``extract/``.
    """
    digest = sha256()
    for path, content in sorted(_contents(files("extract"))):
        digest.update(f"{path}\0{len(content)}\0".encode() + content)
    return f"presslake {version('presslake')} ({digest.hexdigest()[:8]}), trafilatura {version('trafilatura')}"


def _contents(folder: Traversable, path: str = "") -> list[tuple[str, bytes]]:
    """The path and the bytes of each file below a folder."""
    found = []
    for each in folder.iterdir():
        name = f"{path}/{each.name}"
        if each.is_dir():
            found += _contents(each, name)
        elif each.name.endswith(_DECIDING):
            found.append((name, each.read_bytes()))
    return found
