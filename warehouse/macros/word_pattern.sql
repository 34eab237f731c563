-- a regular expression for whole words in this order, whatever stands between them; the last may go on where a * is written
create macro word_pattern(folded, written) as
  word_bound(folded, '^') || any_accent(folded) || case when regexp_matches(written, '\*"?$') then '' else word_bound(folded, '$') end;

comment on macro word_pattern is 'word_pattern(folded, written): the regular expression for whole words; with the option i it finds them in any case, with or without accents.';
