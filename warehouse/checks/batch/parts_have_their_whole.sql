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
)
select part || ' without article' as orphan, id,
from parts as p
where not exists (from articles as a where a.article_id = p.article_id)
union all
select 'sketch of an article that is not compared', article_id,
from articles
where content_key is null and article_id in (select article_id from sketches)
union all
select 'quote without speaker row', quote_id,
from quotes as q
where speaker_id is not null and not exists (from speakers as s where s.speaker_id = q.speaker_id)
union all
select 'statement without speaker row', statement_id,
from statements as t
where speaker_id is not null and not exists (from speakers as s where s.speaker_id = t.speaker_id);
