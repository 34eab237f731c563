-- the wording of a quote: lower case, no accents, no punctuation; the text itself where nothing else is in it
-- White space that is one space already is left alone: to replace each by itself takes a third of all the time.
-- A dash, a slash or an ellipsis parts two words; any other mark (an apostrophe, the dots of U.S.) just goes.
create macro norm_quote(t) as
  coalesce(
    nullif(
      trim(regexp_replace(
        regexp_replace(regexp_replace(strip_accents(lower(t)), '[\p{Pd}/…]', ' ', 'g'), '[^\p{L}\p{N}\s]', '', 'g'),
        '\s\s+|[\t\n\f\r]', ' ', 'g'
      )),
      ''
    ),
    t
  );

comment on macro norm_quote is 'norm_quote(text): the key that equal wordings share, as in quotes.quote_key.';
