-- whether a text may have the word, or the words in this order: false only where it has not
-- A pattern that begins with one letter in one case is found by that letter alone, at a third of the time of one that
-- begins with any case and accent. So it begins with a rare letter of the word; where that has an accent, who knows.
create macro may_have_word(txt, word) as
  rare_letter(word) = ''
  or regexp_matches(txt, rare_letter(word) || after_rare_letter(word))
  or regexp_matches(txt, upper(rare_letter(word)) || after_rare_letter(word))
  or (rare_accent(rare_letter(word), 1) <> '' and contains(txt, rare_accent(rare_letter(word), 1)))
  or (rare_accent(rare_letter(word), 2) <> '' and contains(txt, rare_accent(rare_letter(word), 2)))
  or (rare_accent(rare_letter(word), 3) <> '' and contains(txt, rare_accent(rare_letter(word), 3)))
  or (rare_accent(rare_letter(word), 4) <> '' and contains(txt, rare_accent(rare_letter(word), 4)))
  or (rare_accent(rare_letter(word), 5) <> '' and contains(txt, rare_accent(rare_letter(word), 5)))
  or (rare_accent(rare_letter(word), 6) <> '' and contains(txt, rare_accent(rare_letter(word), 6)));

comment on macro may_have_word is 'may_have_word(text, word): whether it is worth to look for a word in a long text.';
