-- whether a text has the word in it, in any case, with or without accents, as part of a word too
create macro has_word(txt, word) as word = '' or regexp_matches(txt, any_accent(word), 'i');

comment on macro has_word is 'has_word(text, word): whether the word occurs, in any case, with or without accents, as part of a word too.';
