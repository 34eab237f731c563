"""What a process pays once for its first pages, paid before workers are forked from it: trafilatura, languages, rules.

The process that Python forks the workers from imports this and nothing else; it has one thread and waits.
"""

import gc
import logging
from importlib.resources import files

from flows.extraction import extract_place
from flows.sources import list_path

logging.disable(logging.CRITICAL)

# One is enough: after it the twenty that ship take a worker 0.4 s, after six of them 0.4 as well.
for _place in list_path(f"{files('seeds')}/north-ledger/first-pile.html", None):
    extract_place(_place)

# What they leave lives as long as the workers: collecting garbage took 1.7 ms of a page's 34, without it 1.0.
gc.collect()
gc.freeze()
