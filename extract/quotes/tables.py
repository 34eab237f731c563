"""Tables of a language's file, one class each; a key that the file leaves out is empty or false."""

from dataclasses import dataclass, fields
from typing import Any, TypeVar

Table = TypeVar("Table", "Marks", "Names", "Forms", "Via")


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """Quotation marks by what they do where their surroundings do not tell."""

    opening: frozenset[str]
    closing: frozenset[str]
    either: frozenset[str]
    single_opening: frozenset[str]
    single_closing: frozenset[str]
    single_either: frozenset[str]
    #: Words that begin with an apostrophe: 'tis, 'em.
    elisions: frozenset[str]
    #: Dashes that begin a paragraph of speech: — No sé.
    dialogue: frozenset[str]
    #: What parts a reporting clause inside the marks from what is said: « Le pont, dit-elle, est fermé. »
    incises: frozenset[str]
    #: Reporting verbs and the words before them, of languages without [codes].
    cues: frozenset[str]
    auxiliaries: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """How the names of a language are built."""

    #: Small words inside a name: van, de.
    particles: frozenset[str]
    #: Words after a surname: Jr.
    suffixes: frozenset[str]
    #: Words whose full stop ends no sentence.
    abbreviations: frozenset[str]
    #: Words of which one makes a name that of a body.
    organisation: frozenset[str]
    #: Articles that stand before the names of bodies, never of persons.
    body_articles: frozenset[str]
    #: Relative pronouns of bodies and things, never of persons: "Eastmoor, which".
    body_relatives: frozenset[str]
    #: Ends of plurals whose possessive begins the name of a body: Wo*men*’s Institute.
    plurals: tuple[str, ...]
    #: Words of which one, as the last, makes a name that of a place.
    places: frozenset[str]
    #: Small words between a name and where its bearer is from: Vale *of* Eastmoor.
    origin: frozenset[str]
    #: Small words that join the names of bodies: Department *of* Justice.
    joining: frozenset[str]
    #: Capitalised words that are no names: sentence starts, days, months.
    ordinary: frozenset[str]
    #: Ends of words that are no name at a sentence start unless the article prints them as one elsewhere.
    ordinary_endings: tuple[str, ...]
    #: All nouns are capitalised, so that a capital alone makes no name.
    nouns_capitalised: bool
    #: A stop behind a short number makes it an ordinal.
    ordinals: bool
    #: Ends of common nouns and of adjectives, needed where ``nouns_capitalised``.
    noun_endings: tuple[str, ...]
    adjective_endings: tuple[str, ...]
    #: Prepositions that hold an article (im, zur): a noun follows.
    contractions: frozenset[str]
    #: Adjectives stand behind their noun, before a name: le président français Paul Vidal.
    adjectives_follow: bool
    #: The first word of a body's name says what it is: Université de Brume.
    head_first: bool
    #: Names end in two surnames, of which the first is the one that is used alone: Ana Vela Ortiz, Vela.
    two_surnames: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Forms:
    """What the forms of speech without marks say."""

    #: Labels of a question and of an answer, whoever gives them: Q, A.
    questions: frozenset[str]
    answers: frozenset[str]
    #: Words of labels that nobody speaks behind: Note, Photo, Score.
    labels: frozenset[str]
    #: Words with which speakers address each other or speak of themselves: I, you, our; with a capital
    #: those that do so only with it (Sie).
    address: frozenset[str]
    #: Of these, the words for the speaker alone.
    first: frozenset[str]
    #: Words that introduce an interview: spoke, asked.
    interview: frozenset[str]
    #: Words that open a question or a heading: "What the rules say:".
    asking: frozenset[str]
    #: Verbs that let somebody speak inside a quotation, and the words that make it a mere thought: if, would.
    telling: frozenset[str]
    unreal: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Via:
    """The words that put an outlet between a speaker and the article."""

    #: Words in the names of outlets (Gazette); as ends of compounds too where nouns are capitalised (Tageblatt).
    media: frozenset[str]
    endings: tuple[str, ...]
    #: What an outlet is called: newspaper, agency. Alone they name none.
    kinds: frozenset[str]
    #: Verbs of telling, and the articles of the one told where his case shows it: sagte … dem.
    told: frozenset[str]
    dative: frozenset[str]
    #: "in an interview with": what is given, and the word before the outlet.
    talks: frozenset[str]
    giving: frozenset[str]
    #: Prepositions that need nothing before them: gegenüber.
    direct: frozenset[str]
    #: Verbs behind the outlet: reported.
    reports: frozenset[str]
    #: Verbs that let another speak: the Gazette quoted Vale as saying.
    quoting: frozenset[str]
    #: Prepositions before an outlet that broadcasts: on Quayside Radio.
    on_air: frozenset[str]


def read_table(kind: type[Table], table: dict[str, Any]) -> Table:
    """Return a table of a file, its words as sets, its ends of words as sorted tuples."""
    return kind(**{field.name: _READERS[field.type](table, field.name) for field in fields(kind)})


def words_of(table: dict[str, Any], key: str) -> frozenset[str]:
    """Return the words of a key."""
    return frozenset(table.get(key, "").split())


def endings_of(table: dict[str, Any], key: str) -> tuple[str, ...]:
    """Return the ends of words that a key holds, in an order that does not change."""
    return tuple(sorted(words_of(table, key)))


@dataclass(frozen=True, slots=True)
class Endings:
    """Many ends of words, for a question that is asked of every word."""

    all: tuple[str, ...]
    #: So many last letters of each, which refuse nine German nouns in ten in a tenth of the time.
    size: int
    tails: frozenset[str]

    def end(self, word: str) -> bool:
        """Whether the word ends in one of them."""
        return word[-self.size :] in self.tails and word.endswith(self.all)


def many_endings_of(table: dict[str, Any], key: str) -> Endings:
    """Return the same where they are many."""
    endings = endings_of(table, key)
    size = min(map(len, endings), default=1)
    return Endings(all=endings, size=size, tails=frozenset(ending[-size:] for ending in endings))


def _flag(table: dict[str, Any], key: str) -> bool:
    return bool(table.get(key, False))


_READERS: dict[Any, Any] = {frozenset[str]: words_of, tuple[str, ...]: endings_of, bool: _flag}
