-- a regular expression for what follows the rare letter in a word, in any case, with or without accents
create macro after_rare_letter(word) as
  case
    when regexp_matches(fold(word), '^[^bfjmpqvx]*[bfjmpqvx][a-z]')
    then '[\x{300}-\x{36f}]*(?i:' || any_accent(regexp_extract(fold(word), '[bfjmpqvx]([a-z]*)', 1)) || ')'
    else ''
  end;

comment on macro after_rare_letter is 'after_rare_letter(word): the regular expression for the rest of a word behind its rare letter.';
