-- the words of a search that must occur, as a list, a phrase in quotation marks as one
create macro wanted_words(terms) as
  regexp_extract_all(
    regexp_replace(translate(terms, '“”„«»', '"""""'), '(^|\s)-("[^"]*"?|[^\s"]+)', '\1', 'g'), '"[^"]*"?|[^\s"]+');

comment on macro wanted_words is 'wanted_words(terms): the words of a search that must occur, a phrase in quotation marks as one of them.';
