-- the first letter of a word of those that are rare and hardly ever have an accent, '' where there is none
create macro rare_letter(word) as regexp_extract(fold(word), '[bfjmpqvx]');

comment on macro rare_letter is 'rare_letter(word): the letter by which may_have_word looks for a word.';
