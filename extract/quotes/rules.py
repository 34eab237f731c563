"""What one language knows of quotation: marks, words and names, read from `rules/<language>.toml`.

A language is one such file and no code; of languages without one `marks.toml` knows how they print speech. Its tables:

    [marks]     quotation marks by what they do, the words that begin with an apostrophe, dashes that mean speech
    [[verbs]]   reporting verbs by stems and the endings that they all take
    [codes]     the words of each code character of `tokens.py`; the character is the key
    [pronouns]  pronoun = male, female, group, thing or reporter
    [gendered]  words that tell the gender of the person they go back to
    [titles]    what stands before a name and is neither name nor role (Mr, Frau), by gender
    [given]     given names by gender
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
from extract.quotes.tables import Endings, Forms, Marks, Names, Via, endings_of, many_endings_of, read_table, words_of

#: The code of verbs that report only with their particle, until `grammar.py` has looked for it.
SEPARABLE = "v"

#: The file for languages that have none: every mark, no words.
UNDETERMINED = "und"
_FOLDER = files("extract.quotes") / "rules"


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
    #: Reporting verbs that hardly mean anything else: said, told; not called, reported.
    saying: frozenset[str]
    #: Prepositions before places.
    locative: frozenset[str]
    #: Articles that mean somebody known: "the governor".
    definite: frozenset[str]
    #: title -> male, female, either.
    titles: dict[str, str]
    #: given name -> male, female.
    given: dict[str, str]
    roles: frozenset[str]
    #: Role nouns that are surnames too (Cook, Bishop).
    surnames: frozenset[str]
    #: Ends of role nouns, for compounds (…minister).
    role_endings: Endings
    #: Ends of compounds that name a body.
    organisation_endings: Endings
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
        return self.role_endings.end(word)

    def is_verb(self, word: str) -> bool:
        """Whether the lower-case word reports speech."""
        return self.codes.get(word) == "V" or word in self.marks.cues

    def is_auxiliary(self, word: str) -> bool:
        """Whether the lower-case word may stand before a reporting verb: has said, lui a dit."""
        return self.codes.get(word) == "b" or word in self.marks.auxiliaries

    def is_organisation(self, word: str) -> bool:
        """Whether the lower-case word makes a name that of a body."""
        return word in self.names.organisation or (self.names.nouns_capitalised and self.organisation_endings.end(word))

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


def marked_languages() -> frozenset[str]:
    """Return the languages without a file of which the marks are known."""
    return frozenset(_tables("marks"))


def _tables(name: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def _rules(language: str, tables: dict[str, Any]) -> Rules:
    """The file's tables as rules; a missing table or key is empty."""
    codes, names, roles, terms, grammar, via = (
        tables.get(key, {}) for key in ("codes", "names", "roles", "terms", "grammar", "via")
    )
    separable = {
        verb: frozenset(particles.split())
        for verbs, particles in tables.get("separable", {}).items()
        for verb in verbs.split()
    }
    after_nach = words_of(codes, "after_nach")
    return Rules(
        language=language,
        marks=read_table(Marks, tables["marks"]),
        names=read_table(Names, names),
        codes=dict.fromkeys(_conjugated(tables.get("verbs", [])), "V")
        | {word.replace("_", " "): code for code, words in codes.items() if len(code) == 1 for word in words.split()}
        | dict.fromkeys(separable, SEPARABLE)
        | dict.fromkeys(after_nach, "A"),
        after_quote=words_of(codes, "after_quote"),
        after_nach=after_nach,
        gendered=_both_cases(tables.get("gendered", {})),
        separable=separable,
        verb_second=bool(grammar.get("verb_second", False)),
        singular=words_of(grammar, "singular"),
        articles=tables.get("articles", {}),
        oblique=words_of(grammar, "oblique"),
        either_case=words_of(grammar, "either_case"),
        feminine_endings=endings_of(grammar, "feminine_endings"),
        saying=words_of(codes, "saying"),
        locative=words_of(codes, "locative"),
        definite=words_of(codes, "definite"),
        pronouns=tables.get("pronouns", {}),
        titles=_by_word(tables.get("titles", {})),
        given=_by_word(tables.get("given", {})),
        roles=words_of(roles, "words"),
        surnames=words_of(roles, "surnames"),
        role_endings=many_endings_of(roles, "endings"),
        organisation_endings=many_endings_of(names, "organisation_endings"),
        male=words_of(roles, "male"),
        female=words_of(roles, "female"),
        female_endings=endings_of(roles, "female_endings"),
        plural_endings=endings_of(roles, "plural_endings"),
        naming=words_of(terms, "naming"),
        judging=words_of(terms, "judging"),
        announcing=words_of(terms, "announcing"),
        works=words_of(terms, "works"),
        spoken=words_of(terms, "spoken"),
        indirect=words_of(terms, "indirect"),
        forms=read_table(Forms, tables.get("forms", {})),
        via=read_table(Via, via | {"endings": via.get("media", "")}),
        nouns_too=words_of(codes, "nouns_too"),
        opening=words_of(codes, "opening"),
        elided=endings_of(codes, "elided"),
        enclitics=endings_of(codes, "enclitics"),
        verb_before_subject=bool(codes.get("verb_before_subject", False)),
        complements=words_of(codes, "complements"),
        again=words_of(roles, "again"),
        drops_subjects=bool(codes.get("drops_subjects", False)),
        reporting=read_reporting(tables["reporting"]) if "reporting" in tables else None,
        weights=tables.get("weights", {}),
    )


def _conjugated(verbs: list[dict[str, str]]) -> Iterator[str]:
    """Every form of the reporting verbs that are given by stems and endings."""
    for group in verbs:
        yield from map("".join, product(group["stems"].split(), group["endings"].split()))


def _both_cases(table: dict[str, str]) -> dict[str, str]:
    """The table, its words with a capital too: it is asked for every word of an article."""
    return {form: value for word, value in table.items() for form in (word, word.capitalize())}


def _by_word(table: dict[str, str]) -> dict[str, str]:
    """Word -> key, of lists of words by key."""
    return {word: key for key, words in table.items() for word in words.split()}
