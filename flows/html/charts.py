"""Charts as inline SVG, drawn by leather, coloured by the style sheet: so they follow dark mode, and print in black.

No style and no script stands in them, which pages refuse. Beside each belongs a table with the same numbers.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from leather import Axis, Columns, Line, Linear, Ordinal, Series
from markupsafe import Markup

#: Of a chart in the units of its view box: as wide as the text on a desktop, half of that on a phone.
_WIDTH, _HEIGHT = 720, 180
#: Room for five digits in the larger letters of a phone, and for the line of dates.
_LEFT, _TOP, _BOTTOM = 64, 12, 32
#: Columns that a chart has room for, however few there are: one alone would be a wall.
_FEWEST = 8
_SPARK_WIDTH, _SPARK_HEIGHT = 96, 20
#: What leather states of colours and letters, which are the style sheet's.
_LOOKS = ("fill", "stroke", "stroke-width", "font-family", "font-size")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One column of a chart."""

    #: What it stands for, shown where the pointer rests.
    name: str
    value: int
    #: Written below it; most have nothing.
    tick: str = ""
    #: Of a time that is not over.
    is_unfinished: bool = False


def column_chart(bars: Sequence[Bar], title: str) -> Markup:
    """Return columns over an axis with the ticks of the bars; nothing of no bars."""
    if not bars:
        return Markup()
    width, height = _WIDTH - _LEFT, _HEIGHT - _TOP - _BOTTOM
    places = [str(place) for place in range(max(len(bars), _FEWEST))]
    across, upward = Ordinal(places), Linear(0, max(1, *(bar.value for bar in bars)))
    ticked = [place for place, bar in zip(places, bars, strict=False) if bar.tick]
    series = Series([(place, bar.value) for place, bar in zip(places, bars, strict=False)])
    columns = Columns("").to_svg(width, height, across, upward, series, iter([""]))
    for column, bar in zip(columns, bars, strict=True):
        if bar.is_unfinished:
            column.set("class", "unfinished")
        ET.SubElement(column, "title").text = f"{bar.name}: {bar.value:,}"
    inner = ET.Element("g", transform=f"translate({_LEFT} {_TOP})")
    inner.append(Axis(ticks=_whole(upward), tick_formatter=_number).to_svg(width, height, upward, "left"))
    if ticked:
        bottom = Axis(ticks=ticked, tick_formatter=lambda place, _nth, _of: bars[int(place)].tick)
        inner.append(bottom.to_svg(width, height, across, "bottom"))
    inner.append(columns)
    return _svg([inner], title, "columns", _WIDTH, _HEIGHT)


def sparkline(values: Sequence[int], title: str) -> Markup:
    """Return a line as high as a word, from the first value to the last; nothing of fewer than two."""
    if len(values) < 2:
        return Markup()
    across, upward = Linear(0, len(values) - 1), Linear(0, max(1, *values))
    line = Line().to_svg(_SPARK_WIDTH, _SPARK_HEIGHT, across, upward, Series(list(enumerate(values))), iter([""]))
    return _svg([line], title, "spark", _SPARK_WIDTH, _SPARK_HEIGHT)


def _svg(parts: Iterable[ET.Element], title: str, kind: str, width: int, height: int) -> Markup:
    root = ET.Element("svg", {"class": kind, "viewBox": f"0 0 {width} {height}", "role": "img", "aria-label": title})
    root.extend(parts)
    for element in root.iter():
        for name in _LOOKS:
            element.attrib.pop(name, None)
        for name, stated in element.items():
            element.set(name, _short(stated) if name != "aria-label" else stated)
    return Markup(ET.tostring(root, encoding="unicode"))  # noqa: S704  # ElementTree escapes


def _short(stated: str) -> str:
    """Return an attribute with every number to a tenth: leather writes 28 digits.

    >>> _short("M 0 20 L 6.400000000000000000000000000 10.0")
    'M 0 20 L 6.4 10'
    """
    return " ".join(f"{float(word):.1f}".removesuffix(".0") if _is_long(word) else word for word in stated.split(" "))


def _is_long(word: str) -> bool:
    return "." in word and word.replace(".", "", 1).removeprefix("-").isdigit()


def _whole(upward: Linear) -> list[int]:
    """The ticks that are whole numbers: there are no half articles; at most five."""
    ticks = [int(tick) for tick in upward.ticks() if tick == int(tick)]
    return ticks[:: -(-len(ticks) // 5)]


def _number(value: int, _nth: int, _of: int) -> str:
    return f"{value:,}"
