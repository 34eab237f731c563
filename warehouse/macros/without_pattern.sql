-- a regular expression for any of the words of a search that a minus stands before, '' where none does
-- An empty list joined is null for DuckDB 1.1.
create macro without_pattern(terms) as
  coalesce(
    array_to_string([word_pattern(word_folded(word), word) for word in unwanted_words(terms) if word_folded(word) <> ''], '|'),
    '');

comment on macro without_pattern is 'without_pattern(terms): the regular expression for the words of a search that must not occur.';
