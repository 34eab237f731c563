-- the extension's index of search_texts, of which the tables stay: readers have no extension, whose functions its macros call
-- No stemmer and no stop words: articles are in many languages, and what is found does not depend on either.
pragma create_fts_index(
  'search_texts', 'text_id', 'words', stemmer = 'none', stopwords = 'none', ignore = '\s+', strip_accents = 0, lower = 0,
  overwrite = 1
);
drop macro fts_main_search_texts.match_bm25;
drop macro fts_main_search_texts.tokenize;
drop table search_texts;
