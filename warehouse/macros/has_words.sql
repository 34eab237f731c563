-- whether a text has every word of terms in it, in any order
-- Written out for six words, since this folds to constants; words from the seventh on go a slower way.
create macro has_words(txt, terms) as
  has_word(txt, nth_word(terms, 1))
  and has_word(txt, nth_word(terms, 2))
  and has_word(txt, nth_word(terms, 3))
  and has_word(txt, nth_word(terms, 4))
  and has_word(txt, nth_word(terms, 5))
  and has_word(txt, nth_word(terms, 6))
  and (
    nth_word(terms, 7) = ''
    or list_bool_and(list_transform(regexp_split_to_array(trim(terms), '\s+'), lambda word: has_word(txt, word)))
  );

comment on macro has_words is 'has_words(text, terms): whether all the words occur, in any order and case, with or without accents, as parts of words too.';
