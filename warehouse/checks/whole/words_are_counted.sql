-- a count of words is that of the text
-- What parts words is what Unicode calls white space, as in Python's str.split. One more than the spaces is believed: to look
-- for words in each text takes ten times as long.
with counted as (
  select paragraph_id as id, text, word_count, from paragraphs
  union all
  select quote_id, text, word_count, from quotes
  union all
  select statement_id, text, word_count, from statements
)
select id, text, word_count,
from counted
where word_count <> length(text) - length(replace(text, ' ', '')) + 1
  and word_count <> len(regexp_extract_all(text, '[^\t-\r\x1c- \x{85}\p{Z}]+'));
