-- the nth word of a search that must occur, '' where it has fewer
create macro nth_word(terms, n) as coalesce(list_extract(wanted_words(terms), n), '');

comment on macro nth_word is 'nth_word(terms, n): the nth of the words that must occur, an empty text where there are fewer.';
