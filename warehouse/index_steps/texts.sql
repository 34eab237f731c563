-- one row per paragraph, quote and statement, its words as searches compare them
create or replace table search_texts as
select paragraph_id as text_id, word_folded(text) as words,
from paragraphs
union all
select quote_id, word_folded(text),
from quotes
union all
select statement_id, word_folded(text),
from statements;
