"""Articles a CPU-second, as workers of long life take them.

A worker reads each article once. Several workers, one after the other, read all of them, each in an order of its own;
an article costs the least of its times. So what other programs on the machine take away counts little, and every
article is met both early, when little is remembered of words and names, and late. Reading the rules, once a process, is
not counted.
"""

import time
from collections.abc import Callable, Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection
from random import Random
from typing import TypeVar

Article = TypeVar("Article")

_ROUNDS = 5


def articles_a_second(articles: Sequence[Article], find: Callable[[Article], object]) -> float:
    """Return how many articles ``find`` reads in a second of CPU time; it must not have read them in this process."""
    rounds = [_round(articles, find, seed) for seed in range(_ROUNDS)]
    seconds: float = sum(min(of_one) for of_one in zip(*rounds, strict=True))
    return len(articles) / seconds


def _round(articles: Sequence[Article], find: Callable[[Article], object], seed: int) -> list[float]:
    """The CPU seconds of each article in a process of its own."""
    # Forked, so that ``find`` may be anything; its caches are as empty as this process has left them.
    context = get_context("fork")
    here, there = context.Pipe(duplex=False)
    worker = context.Process(target=_read, args=(articles, find, seed, there))
    worker.start()
    seconds: list[float] = here.recv()
    worker.join()
    return seconds


def _read(articles: Sequence[Article], find: Callable[[Article], object], seed: int, answer: Connection) -> None:
    order = list(range(len(articles)))
    Random(seed).shuffle(order)
    seconds = [0.0] * len(articles)
    for number in order:
        begin = time.process_time()
        find(articles[number])
        seconds[number] = time.process_time() - begin
    answer.send(seconds)
