"""Whether the speakers that presslake names are those of the labels: stricter than the scorer's "mention"."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import ModuleType
from typing import Any

from extract.model import Attribution, Paragraph, Quote


def verdicts(
    gold: Mapping[str, Any], paragraphs: Sequence[Paragraph], quotes: Iterable[Quote], scorer: ModuleType
) -> Iterator[tuple[Quote, bool]]:
    """Return each quote that has a speaker, and whether it is the right one; on a term, whoever it is is wrong.

    What the labels know no speaker of is left out.
    """
    text = gold["text"]
    labels = {scorer.trim(text, label["start"], label["end"]): label for label in gold["quotes"]}
    for quote in quotes:
        start, said = paragraphs[quote.paragraph].start, quote.attribution
        if said is None:
            continue
        label = labels.get(scorer.trim(text, start + quote.start, start + quote.end))
        if label is None or not label["attributed"]:
            yield quote, False
        elif label["speaker"] is not None and not label.get("nested"):
            yield quote, _names(said, label, scorer)


def _names(said: Attribution, label: Mapping[str, Any], scorer: ModuleType) -> bool:
    """Whether the attribution names the labelled person, or stands on the mention of one who has no name."""
    name = said.speaker.name if said.speaker else None
    predicted = {"speaker_start": said.span.start, "speaker_end": said.span.end, "speaker": name or said.text}
    return bool(scorer.judge(label, predicted)["resolved" if name and label["names"] else "mention"])
