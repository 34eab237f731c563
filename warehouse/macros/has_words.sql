-- whether a text has every word of terms in it, in any order, and none that a minus stands before
-- Written out, since this folds to constants: a loop compiles its regular expressions again for every row.
-- Most texts lack its rarest word, which is told at a third of the time.
create macro has_words(txt, terms) as
  may_have_word(txt, rarest_word(terms))
  and has_word(txt, nth_word(terms, 1))
  and has_word(txt, nth_word(terms, 2))
  and has_word(txt, nth_word(terms, 3))
  and has_word(txt, nth_word(terms, 4))
  and has_word(txt, nth_word(terms, 5))
  and has_word(txt, nth_word(terms, 6))
  and has_word(txt, nth_word(terms, 7))
  and has_word(txt, nth_word(terms, 8))
  and (nth_word(terms, 9) = '' or error('a search takes eight words: put a sentence into quotation marks'))
  and (without_pattern(terms) = '' or not regexp_matches(txt, without_pattern(terms), 'i'));

comment on macro has_words is 'has_words(text, terms): whether all of up to eight words occur, in any order; "a phrase" is one word, -word must not occur, word* is how one begins.';
