-- the words of a text as they are searched for: folded, a space between any two
-- Latin, Greek and Cyrillic letters lose their marks; those of other scripts are vowels, or make another letter.
-- A stroke through a letter and the dot of an i are marks, though no decomposition of Unicode's takes them away.
create macro word_folded(words) as
  trim(regexp_replace(
    case
      when regexp_matches(words, '[\x{530}-\x{1dff}\x{3000}-\x{d7ff}\x{f900}-\x{faff}\x{fb1d}-\x{fdff}]') then lower(words)
      else translate(replace(fold(words), 'ß', 'ss'), 'øłđıſς', 'oldisσ')
    end,
    word_gap() || '+', ' ', 'g'));

comment on macro word_folded is 'word_folded(words): the words as searches compare them, lower case, without accents and punctuation.';
