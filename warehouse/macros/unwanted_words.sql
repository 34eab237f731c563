-- the words of a search that a minus stands before, as a list, a phrase in quotation marks as one; '' for any other word
create macro unwanted_words(terms) as
  regexp_extract_all(translate(terms, '“”„«»', '"""""'), '(?:^|\s)-("[^"]*"?|[^\s"]+)|"[^"]*"?|[^\s"]+', 1);

comment on macro unwanted_words is 'unwanted_words(terms): the words of a search that must not occur, a phrase in quotation marks as one of them.';
