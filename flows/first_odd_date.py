"""What a worker pays for the first date that htmldate asks dateparser about, paid once: 1.5 CPU-s and 44 MB.

One page in fifty has such a date, so this is worth the while before many pages only.
"""

from htmldate import find_date

# Of no calendar that it knows, so that the month is looked for in all its languages.
find_date("<html><body><p class='date'>3. Brumaire 2019, 12</p></body></html>")
