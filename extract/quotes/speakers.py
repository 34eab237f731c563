"""The persons and bodies that an article names, each with all its printed forms."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from extract.model import Speaker, SpeakerKind
from extract.quotes.genders import elected_genders
from extract.quotes.names import PrintedName, read_name
from extract.quotes.roles import roles_of
from extract.quotes.tokens import Tokens


@dataclass(slots=True, kw_only=True)
class Figure:
    """One person or body in the making: the tokens that name it and what they tell."""

    number: int
    name: str
    tokens: list[int] = field(default_factory=list)
    #: The printed forms, as keys in order of appearance.
    forms: dict[str, None] = field(default_factory=dict)
    gender: str | None = None
    is_person: bool = False
    is_body: bool = False
    is_place: bool = False

    @property
    def is_full(self) -> bool:
        """Whether the article gives first name and surname, or what looks like them."""
        return 1 <= self.name.count(" ") <= 3

    @property
    def is_thing(self) -> bool:
        """Whether it is a body or a place, as far as the article tells."""
        return (self.is_body or self.is_place) and not self.is_person


class Cast:
    """Who is named in an article. A bare surname is the person whose full name the article gives, earlier or later.

    Its methods take the token of a name.
    """

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self._figures: list[Figure] = []
        self._of_token: dict[int, Figure] = {}
        self._by_key: dict[str, list[Figure]] = defaultdict(list)
        self._speakers: dict[int, tuple[Speaker, str | None]] = {}
        self._holders: dict[str, set[int]] | None = None
        self._voted = False
        self._gather()
        self._in_order = sorted(self._of_token)

    def speaker(self, at: int) -> Speaker:
        """Whom the name means."""
        return self._finished(at)[0]

    def role(self, at: int) -> str | None:
        """The role that the article gives, anywhere, to whom the name means."""
        return self._finished(at)[1]

    def figure(self, at: int) -> Figure:
        """Whom the name means, with the gender that a title, a role or the pronouns of the article tell."""
        if not self._voted:
            self._voted = True
            self._learn_genders()
        return self._of_token[at]

    def _learn_genders(self) -> None:
        """Let the roles of each figure tell that it is a person, and of which gender; then ask the pronouns."""
        rules = self._tokens.rules
        persons = [figure for figure in self._figures if not figure.is_thing]
        for figure in (figure for figure in persons if not (figure.is_person and figure.gender)):
            for role in roles_of(self._tokens, figure.tokens):
                figure.is_person = True
                genders = (rules.gender(word) for word in role.lower().split())
                figure.gender = figure.gender or next(filter(None, genders), None)
        tokens = {token: figure.number for figure in persons for token in figure.tokens}
        known = {figure.number: figure.gender for figure in persons if figure.gender}
        for number, gender in elected_genders(self._tokens, tokens, known).items():
            self._figures[number].gender = self._figures[number].gender or gender

    def names_before(self, at: int, first: int) -> Iterator[int]:
        """The names before token ``at`` and not before token ``first``, nearest first."""
        return reversed(self._in_order[bisect_left(self._in_order, first) : bisect_left(self._in_order, at)])

    def holder(self, noun: str) -> int | None:
        """A name of the only figure whose role ends in the noun, None where there is none or more than one."""
        if self._holders is None:
            self._holders = defaultdict(set)
            for figure in self._figures:
                for role in roles_of(self._tokens, figure.tokens):
                    last = role.lower().rsplit(" ", 1)[-1]
                    # "die Ministerin" is the Kulturministerin.
                    for one in (last, *filter(last.endswith, self._tokens.rules.role_endings.all)):
                        self._holders[one].add(figure.tokens[0])
        found = self._holders.get(noun, set())
        return next(iter(found)) if len(found) == 1 else None

    def _gather(self) -> None:
        """Sort the names to figures: full names and bodies first, then what is left of them elsewhere."""
        tokens = self._tokens
        printed = {
            at: read_name(tokens.words[at], tokens.rules.language)
            for at, code in enumerate(tokens.codes)
            if code == "N"
        }
        full = {at: name for at, name in printed.items() if name.given or name.organisation}
        for at, name in full.items():
            self._add(at, name, self._figure_of_full(name))
        by_given = {name.given: self._of_token[at] for at, name in full.items() if name.given}
        by_given |= {name.first_surname: self._of_token[at] for at, name in full.items() if name.first_surname}
        for at, name in printed.items():
            if at not in full:
                self._add(at, name, self._figure_of_bare(name, by_given))
        self._acronyms()

    def _figure_of_full(self, name: PrintedName) -> Figure:
        """The figure with this surname whose first name agrees, or a new one."""
        for figure in self._by_key[name.key]:
            if figure.is_body or _agree(figure.name.lower().partition(" ")[0], name.given):
                return figure
        return self._new(name, is_body=name.organisation)

    def _figure_of_bare(self, name: PrintedName, by_given: dict[str, Figure]) -> Figure:
        """The figure whom one word means: of several with this surname, and the title's gender, the one named most."""
        known = self._by_key[name.key]
        fitting = [figure for figure in known if not name.gender or figure.gender in (None, name.gender)]
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            return max(fitting, key=lambda figure: len(figure.tokens))
        if not known and name.key in by_given:
            return by_given[name.key]
        return self._new(name, is_body=name.name.isupper() and len(name.name) > 1)

    def _new(self, name: PrintedName, *, is_body: bool) -> Figure:
        figure = Figure(number=len(self._figures), name=name.name, is_body=is_body)
        self._figures.append(figure)
        self._by_key[name.key].append(figure)
        return figure

    def _add(self, at: int, name: PrintedName, figure: Figure) -> None:
        """Let a name be the figure's, and the figure learn from it."""
        tokens, rules = self._tokens, self._tokens.rules
        figure.tokens.append(at)
        figure.forms[name.name] = None
        given = None if name.organisation else rules.given.get(name.given)
        figure.gender = figure.gender or name.gender or given
        figure.is_person |= name.titled or given is not None
        figure.is_place |= name.place
        behind = tokens.codes[at + 1]
        if behind not in "swNJO":
            before = tokens.lower(at - 1)
            figure.is_place |= before in rules.locative
            figure.is_body |= not name.titled and before in rules.names.body_articles
        if behind == ",":
            # "Ana Vale, who"; but "the councillor for Eastmoor, who", "of the Eastmoor Union, who".
            figure.is_person |= tokens.codes[at + 2] == "R" and tokens.codes[at - 1 : at] not in ("p", "d")
            figure.is_body |= not name.titled and tokens.lower(at + 2) in rules.names.body_relatives
        if len(name.name) > len(figure.name) and not figure.is_body:
            figure.name = name.name
        self._of_token[at] = figure

    def _acronyms(self) -> None:
        """Let a bracketed acronym mean the name before it: Harbour Safety Board (HSB)."""
        tokens = self._tokens
        meant: dict[str, Figure] = {}
        for at, figure in self._of_token.items():
            if (
                tokens.codes[at + 1 : at + 4] == "-N-"
                and tokens.words[at + 1] == "("
                and tokens.words[at + 2].isupper()
            ):
                meant[tokens.words[at + 2]] = figure
        for at in [at for at in self._of_token if tokens.words[at] in meant]:
            figure = meant[tokens.words[at]]
            figure.tokens.append(at)
            figure.forms[tokens.words[at]] = None
            figure.is_body = True
            self._of_token[at] = figure

    def _finished(self, at: int) -> tuple[Speaker, str | None]:
        """The speaker and the role of a figure, made once."""
        figure = self._of_token[at]
        if figure.number not in self._speakers:
            role = next(roles_of(self._tokens, figure.tokens), None)
            kind = _kind(figure, role)
            speaker = Speaker(name=figure.name, kind=kind, aliases=tuple(figure.forms))
            self._speakers[figure.number] = speaker, role if kind == "person" else None
        return self._speakers[figure.number]


def _agree(one: str, other: str) -> bool:
    """Whether two first names can be one: equal, or the initial of the other."""
    return one == other or (one[:1] == other[:1] and (one.endswith(".") or other.endswith(".")))


def _kind(figure: Figure, role: str | None) -> SpeakerKind:
    if figure.is_person or (role and not figure.is_body):
        return "person"
    if figure.is_body:
        return "organisation"
    return "person" if " " in figure.name else "unknown"
