-- a regular expression for what follows the rare letter in folded words, in any case, with or without accents
create macro after_rare_letter(folded) as
  case
    when regexp_matches(folded, '^[^bfjmpqvx]*.$') then ''
    else '[\x{300}-\x{36f}]*(?i:' || any_accent(regexp_extract(folded, '[bfjmpqvx](.*)', 1)) || ')'
  end;

comment on macro after_rare_letter is 'after_rare_letter(folded): the regular expression for the rest of folded words behind their rare letter.';
