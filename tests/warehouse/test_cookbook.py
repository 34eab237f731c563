"""The benchmark of README's queries asks all of them."""

import re
from pathlib import Path

from benchmarks.warehouse.cookbook import cookbook

README = Path(__file__).parent.parent.parent / "README.md"


def test_every_query_of_readme_is_measured() -> None:
    shown = re.findall(r"^```sql$", README.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(shown) == len(cookbook())


def test_what_only_the_seeds_say_has_a_stand_in() -> None:
    assert [] == [query for query in cookbook().values() if "lose sleep" in query or "against walls" in query]
