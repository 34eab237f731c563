"""The benchmark of the queries that README and the cookbook show asks all of them."""

import re

from benchmarks.warehouse.cookbook import PAGES, cookbook


def test_every_query_that_is_shown_is_measured() -> None:
    shown = re.findall(r"^```sql$", "\n".join(page.read_text(encoding="utf-8") for page in PAGES), re.MULTILINE)
    assert len(shown) == len(cookbook())


def test_what_only_the_seeds_say_has_a_stand_in() -> None:
    assert [] == [query for query in cookbook().values() if "lose sleep" in query or "against walls" in query]
