-- every paragraph, quote, statement, quoted term, link and sketch has its article, every quote and statement its speaker
with parts as (
  select 'paragraph' as part, paragraph_id as id, article_id, from paragraphs
  union all
  select 'quote', quote_id, article_id, from quotes
  union all
  select 'statement', statement_id, article_id, from statements
  union all
  select 'quoted term', text, article_id, from quoted_terms
  union all
  select 'link', url, article_id, from links
  union all
  select 'sketch', article_id, article_id, from sketches
),
spoken as (
  select 'quote' as part, quote_id as id, speaker_id, from quotes where speaker_id is not null
  union all
  select 'statement', statement_id, speaker_id, from statements where speaker_id is not null
)
select part || ' without article' as orphan, id,
from parts
anti join articles using (article_id)
union all
select 'sketch of an article that is not compared', article_id,
from articles
where content_key is null and article_id in (select article_id from sketches)
union all
-- Joined once: to plan a subquery for each kind took half of the time that a small batch is checked.
select part || ' without speaker row', id,
from spoken
anti join speakers using (speaker_id);
