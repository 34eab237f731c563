-- a regular expression for the word with or without accents; the searches match it against the text as it is
-- Folding the text instead would make a search four times slower: strip_accents() is dear, and runs on every row.
create macro any_accent(word) as
  replace(replace(replace(replace(
  replace(replace(replace(replace(
  replace(replace(replace(replace(
  replace(replace(replace(replace(
  regexp_escape(fold(word)),
  'a', '[aàáâãäåāăą]'), 'c', '[cçćĉč]'), 'd', '[dďđ]'), 'e', '[eèéêëēĕėęě]'),
  'g', '[gĝğģ]'), 'i', '[iìíîïīįı]'), 'k', '[kķ]'), 'l', '[lĺļľł]'),
  'n', '[nñńņň]'), 'o', '[oòóôõöøōő]'), 'r', '[rŕř]'), 's', '[sśşšș]'),
  't', '[tţťț]'), 'u', '[uùúûüūůűų]'), 'y', '[yýÿ]'), 'z', '[zźżž]');

comment on macro any_accent is 'any_accent(word): the regular expression that finds the word with or without accents.';
