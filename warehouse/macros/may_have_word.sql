-- whether a text may have folded words in it: false only where it has not
-- A pattern that begins with one letter in one case is found by that letter alone, at a third of the time of one that
-- begins with any case and accent. So it begins with a rare letter of the word; where that has an accent, who knows.
create macro may_have_word(txt, folded) as
  rare_letter(folded) = ''
  or regexp_matches(txt, rare_letter(folded) || after_rare_letter(folded))
  or regexp_matches(txt, upper(rare_letter(folded)) || after_rare_letter(folded))
  or (rare_accent(rare_letter(folded), 1) <> '' and contains(txt, rare_accent(rare_letter(folded), 1)))
  or (rare_accent(rare_letter(folded), 2) <> '' and contains(txt, rare_accent(rare_letter(folded), 2)))
  or (rare_accent(rare_letter(folded), 3) <> '' and contains(txt, rare_accent(rare_letter(folded), 3)))
  or (rare_accent(rare_letter(folded), 4) <> '' and contains(txt, rare_accent(rare_letter(folded), 4)))
  or (rare_accent(rare_letter(folded), 5) <> '' and contains(txt, rare_accent(rare_letter(folded), 5)))
  or (rare_accent(rare_letter(folded), 6) <> '' and contains(txt, rare_accent(rare_letter(folded), 6)));

comment on macro may_have_word is 'may_have_word(text, folded): whether it is worth to look for the folded words in a long text.';
