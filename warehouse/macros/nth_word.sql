-- the nth word of a search, '' where it has fewer
create macro nth_word(terms, n) as split_part(regexp_replace(trim(terms), '\s+', ' ', 'g'), ' ', n);

comment on macro nth_word is 'nth_word(terms, n): the nth of the words, an empty text where there are fewer.';
