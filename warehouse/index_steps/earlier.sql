-- the tables of the index in the copy before, which holds the same texts
create schema if not exists fts_main_search_texts;
create or replace table fts_main_search_texts.dict as from earlier.fts_main_search_texts.dict;
create or replace table fts_main_search_texts.docs as from earlier.fts_main_search_texts.docs;
create or replace table fts_main_search_texts.stats as from earlier.fts_main_search_texts.stats;
create or replace table fts_main_search_texts.terms as from earlier.fts_main_search_texts.terms;
