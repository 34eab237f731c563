-- the first letter of folded words of those that are rare and hardly ever have an accent, '' where there is none
create macro rare_letter(folded) as regexp_extract(folded, '[bfjmpqvx]');

comment on macro rare_letter is 'rare_letter(folded): the letter by which may_have_word looks for folded words.';
