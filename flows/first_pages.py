"""What a process pays once for its first pages, paid before workers are forked from it: trafilatura, languages, rules.

The process that Python forks the workers from imports this and nothing else; it has one thread and waits.
"""

import logging
from importlib.resources import files

from flows.extraction import extract_place
from flows.sources import list_path

logging.disable(logging.CRITICAL)

# Six pages of three sites: after them a worker's first page of the twenty that ship takes 40 ms in place of 900.
for _place in list_path(f"{files('seeds')}/n*/*.html", None):
    extract_place(_place)
