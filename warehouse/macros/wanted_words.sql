-- the words of a search that must occur, as a list, a phrase in quotation marks as one
-- A minus inside of a phrase is none of a search's: what is not left out is matched too, and stays.
create macro wanted_words(terms) as
  regexp_extract_all(
    regexp_replace(translate(terms, '“”„«»', '"""""'), '(^|\s)-("[^"]*"?|[^\s"]+)|("[^"]*"?|[^\s"]+)', '\1\3', 'g'),
    '"[^"]*"?|[^\s"]+');

comment on macro wanted_words is 'wanted_words(terms): the words of a search that must occur, a phrase in quotation marks as one of them.';
