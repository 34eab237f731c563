-- whether a text has the word, or the words in this order
create macro has_word(txt, word) as word_folded(word) = '' or has_folded_word(txt, word_folded(word), word);

comment on macro has_word is 'has_word(text, ''word''): whether the whole word occurs, or the words in this order; any case, with or without accents; ''word*'' for its beginning.';
