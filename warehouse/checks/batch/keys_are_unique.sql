-- no key stands twice: articles by id and URL, paragraphs, quotes, statements, sketches
select 'article_id' as key, article_id as value, count(*) as times,
from articles group by article_id having count(*) > 1
union all
select 'url', url, count(*), from articles group by url having count(*) > 1
union all
select 'paragraph_id', paragraph_id, count(*), from paragraphs group by paragraph_id having count(*) > 1
union all
select 'quote_id', quote_id, count(*), from quotes group by quote_id having count(*) > 1
union all
select 'statement_id', statement_id, count(*), from statements group by statement_id having count(*) > 1
union all
select 'sketch', article_id, count(*), from sketches group by article_id having count(*) > 1;
