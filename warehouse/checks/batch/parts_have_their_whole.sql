-- every paragraph, quote, statement, link and sketch has its article, every quote and statement its paragraph and speaker
select 'paragraph without article' as orphan, paragraph_id as id,
from paragraphs
where article_id not in (select article_id from articles)
union all
select 'quote without article', quote_id,
from quotes
where article_id not in (select article_id from articles)
union all
select 'quote without paragraph', quote_id,
from quotes
where paragraph_id not in (select paragraph_id from paragraphs)
union all
select 'quote without speaker row', quote_id,
from quotes
where speaker_id is not null and speaker_id not in (select speaker_id from speakers)
union all
select 'statement without article', statement_id,
from statements
where article_id not in (select article_id from articles)
union all
select 'statement without paragraph', statement_id,
from statements
where paragraph_id not in (select paragraph_id from paragraphs)
union all
select 'statement without speaker row', statement_id,
from statements
where speaker_id is not null and speaker_id not in (select speaker_id from speakers)
union all
select 'link without article', url,
from links
where article_id not in (select article_id from articles)
union all
select 'sketch without article', article_id,
from sketches
where article_id not in (select article_id from articles where content_key is not null);
