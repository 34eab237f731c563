"""What one language knows of quotation: marks, words and names, read from `rules/<language>.toml`.

A language is one such file and no code; of languages without one `marks.toml` knows how they print speech. Its tables:

    [marks]     quotation marks by what they do, the words that begin with an apostrophe, dashes that mean speech
    [[verbs]]   reporting verbs by stems and the endings that they all take
    [codes]     the words of each code character of `tokens.py`; the character is the key
    [pronouns]  pronoun = male, female, group, thing or reporter
    [gendered]  words that tell the gender of the person they go back to
    [titles]    what stands before a name and is neither name nor role (Mr, Frau), by gender
    [roles]     words that make a role of the words before a name, by gender
    [names]     how names are built, and which capitalised words are none
    [articles]  article = gender of the person whose noun it stands before
    [grammar]   cases and finite verbs, where every noun has a capital
    [separable] verbs = particles with which they report
    [terms]     what tells quoted titles and terms from speech
    [forms]     the labels of transcripts, and what tells interviews
    [reporting] the words of indirect speech; a language without this table gets no statements
    [via]       the words that put an outlet between a speaker and the article
    [weights]   by question, what is to be added to the weights of `weights.toml`
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Any

from extract.quotes.reporting import Reporting, read_reporting

#: The code of verbs that report only with their particle, until `grammar.py` has looked for it.
SEPARABLE = "v"

#: The file for languages that have none: every mark, no words.
UNDETERMINED = "und"
_FOLDER = files("extract.quotes") / "rules"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """One language, ready for use."""

    language: str
    marks: Marks
    names: Names
    #: word -> code character; an entry may be words in a row ("heißt es"), written with _ in the file.
    codes: dict[str, str]
    #: Words that name the speaker after a quotation or comma, and mean something else elsewhere (German "so").
    after_quote: frozenset[str]
    #: Nouns that name the speaker behind "nach" only: nach Angaben von, seiner Ansicht nach.
    after_nach: frozenset[str]
    #: pronoun -> male, female, group, thing, reporter.
    pronouns: dict[str, str]
    #: Pronouns and possessives that tell the gender of a person, in small letters and with a capital: his, Her.
    gendered: dict[str, str]
    #: Verb -> the particles with which it reports ("gab … bekannt"); its code is that of `grammar.py`.
    separable: dict[str, frozenset[str]]
    #: The verb of a main clause stands second, so that its subject is before or behind it.
    verb_second: bool
    #: Finite verbs that have one subject: a bare capitalised word before them is a name.
    singular: frozenset[str]
    #: Articles that tell the gender of a person: die 29-Jährige.
    articles: dict[str, str]
    #: Articles that no subject has (dem), and those that only adjective or noun tell apart (der Behörde).
    oblique: frozenset[str]
    either_case: frozenset[str]
    #: Ends of feminine nouns.
    feminine_endings: tuple[str, ...]
    #: Prepositions before places.
    locative: frozenset[str]
    #: Articles that mean somebody known: "the governor".
    definite: frozenset[str]
    #: title -> male, female, either.
    titles: dict[str, str]
    roles: frozenset[str]
    #: Role nouns that are surnames too (Cook, Bishop).
    surnames: frozenset[str]
    #: Ends of role nouns, for compounds (…minister).
    role_endings: tuple[str, ...]
    #: Ends of compounds that name a body.
    organisation_endings: tuple[str, ...]
    male: frozenset[str]
    female: frozenset[str]
    #: Ends of role nouns that tell the gender (…ministerin).
    female_endings: tuple[str, ...]
    #: What a role noun adds for more than one.
    plural_endings: tuple[str, ...]
    #: Words before a quoted title or name.
    naming: frozenset[str]
    #: Words between a verb of judging and what it says: als „…“ bezeichnet.
    judging: frozenset[str]
    #: Words right before a quotation that announce it: mit den Worten „…“.
    announcing: frozenset[str]
    #: Kinds of works, beside their quoted titles.
    works: frozenset[str]
    #: Words inside marks that tell of speech.
    spoken: frozenset[str]
    #: Verb forms outside marks that tell of indirect speech around a fragment.
    indirect: frozenset[str]
    forms: Forms
    via: Via
    #: Verb forms that are nouns behind an article or a preposition: la critique.
    nouns_too: frozenset[str]
    #: Prepositions that name the speaker where they open a sentence: Pour Ana Vale, …
    opening: frozenset[str]
    #: Words that lose their vowel before another: l’élue.
    elided: tuple[str, ...]
    #: Pronouns that hang on the verb before them: dit-il, a-t-elle.
    enclitics: tuple[str, ...]
    #: Behind a quotation the verb comes first: «…», declaró a la salida Ana Vela.
    verb_before_subject: bool
    #: Prepositions of what belongs to the noun before: le patron *de* l’usine. Where empty, all do.
    complements: frozenset[str]
    #: Nouns that call a person whom the article has named once more: la romancière.
    again: frozenset[str]
    #: Verbs need no subject, so that the one who spoke or acted last may be meant: «…», dijo.
    drops_subjects: bool
    #: None where the language has no such table.
    reporting: Reporting | None
    #: question -> feature -> weight: what the language adds to `weights.toml`.
    weights: dict[str, dict[str, float]]

    def is_role(self, word: str) -> bool:
        """Whether the lower-case word names people by what they are."""
        if word in self.roles or self.codes.get(word.rsplit("-", 1)[-1]) == "J":
            return True
        return bool(self.role_endings) and word.endswith(self.role_endings)

    def is_verb(self, word: str) -> bool:
        """Whether the lower-case word reports speech."""
        return self.codes.get(word) == "V" or word in self.marks.cues

    def is_auxiliary(self, word: str) -> bool:
        """Whether the lower-case word may stand before a reporting verb: has said, lui a dit."""
        return self.codes.get(word) == "b" or word in self.marks.auxiliaries

    def is_organisation(self, word: str) -> bool:
        """Whether the lower-case word makes a name that of a body."""
        return word in self.names.organisation or (
            self.names.nouns_capitalised and word.endswith(self.organisation_endings)
        )

    def is_plural(self, word: str) -> bool:
        """Whether the lower-case role noun means more than one."""
        return any(word.endswith(ending) and self.is_role(word.removesuffix(ending)) for ending in self.plural_endings)

    def gender(self, word: str) -> str | None:
        """Male or female, where the lower-case title or role noun tells it."""
        title = self.titles.get(word)
        if title in ("male", "female"):
            return title
        word = word.rsplit("-", 1)[-1]
        if word in self.female or (word.endswith(self.female_endings) and self.is_role(word)):
            return "female"
        # "Trainer" beside "Trainerin".
        is_male = word in self.male or any(self.is_role(f"{word}{ending}") for ending in self.female_endings)
        return "male" if is_male else None


@cache
def load_rules(language: str | None) -> Rules:
    """Return the rules of an ISO 639-1 language; one without a file has its marks at most, and no words."""
    code = (language or UNDETERMINED).lower().replace("_", "-").split("-")[0]
    if len(code) == 2 and code.isalpha() and (_FOLDER / f"{code}.toml").is_file():
        return _rules(code, _tables(code))
    tables, marks = _tables(UNDETERMINED), _tables("marks")
    tables["marks"] |= marks.get(code, {})
    return _rules(code if code in marks else UNDETERMINED, tables)


def ruled_languages() -> frozenset[str]:
    """Return the languages that have a file of their own."""
    return frozenset(
        name for path in _FOLDER.iterdir() if len(name := path.name.removesuffix(".toml")) == 2 and path.is_file()
    )


def _tables(name: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def _rules(language: str, tables: dict[str, Any]) -> Rules:
    """The file's tables as rules; a missing table or key is empty."""
    codes, names, roles, terms, grammar = (
        tables.get(key, {}) for key in ("codes", "names", "roles", "terms", "grammar")
    )
    separable = {
        verb: frozenset(particles.split())
        for verbs, particles in tables.get("separable", {}).items()
        for verb in verbs.split()
    }
    after_nach = _words(codes, "after_nach")
    return Rules(
        language=language,
        marks=Marks(**{key: _words(tables["marks"], key) for key in Marks.__dataclass_fields__}),
        names=Names(
            **{
                key: _words(names, key)
                for key in (
                    "particles",
                    "suffixes",
                    "abbreviations",
                    "organisation",
                    "body_articles",
                    "body_relatives",
                    "places",
                    "joining",
                    "origin",
                    "ordinary",
                )
            },
            ordinary_endings=_endings(names, "ordinary_endings"),
            plurals=_endings(names, "plurals"),
            nouns_capitalised=bool(names.get("nouns_capitalised", False)),
            ordinals=bool(names.get("ordinals", False)),
            noun_endings=_endings(names, "noun_endings"),
            contractions=_words(names, "contractions"),
            adjectives_follow=bool(names.get("adjectives_follow", False)),
            two_surnames=bool(names.get("two_surnames", False)),
            head_first=bool(names.get("head_first", False)),
            adjective_endings=_endings(names, "adjective_endings"),
        ),
        codes=dict.fromkeys(_conjugated(tables.get("verbs", [])), "V")
        | {word.replace("_", " "): code for code, words in codes.items() if len(code) == 1 for word in words.split()}
        | dict.fromkeys(separable, SEPARABLE)
        | dict.fromkeys(after_nach, "A"),
        after_quote=_words(codes, "after_quote"),
        after_nach=after_nach,
        gendered=_both_cases(tables.get("gendered", {})),
        separable=separable,
        verb_second=bool(grammar.get("verb_second", False)),
        singular=_words(grammar, "singular"),
        articles=tables.get("articles", {}),
        oblique=_words(grammar, "oblique"),
        either_case=_words(grammar, "either_case"),
        feminine_endings=_endings(grammar, "feminine_endings"),
        locative=_words(codes, "locative"),
        definite=_words(codes, "definite"),
        pronouns=tables.get("pronouns", {}),
        titles={word: gender for gender, words in tables.get("titles", {}).items() for word in words.split()},
        roles=_words(roles, "words"),
        surnames=_words(roles, "surnames"),
        role_endings=_endings(roles, "endings"),
        organisation_endings=_endings(names, "organisation_endings"),
        male=_words(roles, "male"),
        female=_words(roles, "female"),
        female_endings=_endings(roles, "female_endings"),
        plural_endings=_endings(roles, "plural_endings"),
        naming=_words(terms, "naming"),
        judging=_words(terms, "judging"),
        announcing=_words(terms, "announcing"),
        works=_words(terms, "works"),
        spoken=_words(terms, "spoken"),
        indirect=_words(terms, "indirect"),
        forms=Forms(**{key: _words(tables.get("forms", {}), key) for key in Forms.__dataclass_fields__}),
        via=_via(tables.get("via", {})),
        nouns_too=_words(codes, "nouns_too"),
        opening=_words(codes, "opening"),
        elided=_endings(codes, "elided"),
        enclitics=_endings(codes, "enclitics"),
        verb_before_subject=bool(codes.get("verb_before_subject", False)),
        complements=_words(codes, "complements"),
        again=_words(roles, "again"),
        drops_subjects=bool(codes.get("drops_subjects", False)),
        reporting=read_reporting(tables["reporting"]) if "reporting" in tables else None,
        weights=tables.get("weights", {}),
    )


def _conjugated(verbs: list[dict[str, str]]) -> Iterator[str]:
    """Every form of the reporting verbs that are given by stems and endings."""
    for group in verbs:
        yield from map("".join, product(group["stems"].split(), group["endings"].split()))


def _via(table: dict[str, Any]) -> Via:
    words = {key: _words(table, key) for key in Via.__dataclass_fields__ if key != "endings"}
    return Via(endings=_endings(table, "media"), **words)


def _both_cases(table: dict[str, str]) -> dict[str, str]:
    """The table, its words with a capital too: it is asked for every word of an article."""
    return {form: value for word, value in table.items() for form in (word, word.capitalize())}


def _words(table: dict[str, Any], key: str) -> frozenset[str]:
    return frozenset(table.get(key, "").split())


def _endings(table: dict[str, Any], key: str) -> tuple[str, ...]:
    return tuple(sorted(_words(table, key)))
