-- every quote, statement and quoted term lies in a paragraph of its article, out of which its offsets cut its text
with words as (
  select 'quote' as part, quote_id as id, article_id, paragraph_id, text, start_char, end_char, from quotes
  union all
  select 'statement', statement_id, article_id, paragraph_id, text, start_char, end_char, from statements
  union all
  select 'quoted term', null, article_id, paragraph_id, text, start_char, end_char, from quoted_terms
)
select w.part, w.id, w.article_id, w.paragraph_id, w.text, substr(p.text, w.start_char + 1, w.end_char - w.start_char) as cut,
from words as w
left join paragraphs as p using (paragraph_id)
where p.paragraph_id is null
  or p.article_id <> w.article_id
  or w.text <> substr(p.text, w.start_char + 1, w.end_char - w.start_char);
