-- no place of an article stands twice: of paragraphs, quotes, statements and links, of a term, of a quote or statement in history
select 'paragraph' as part, article_id, position as place, count(*) as times,
from paragraphs group by article_id, position having count(*) > 1
union all
select 'quote', article_id, position, count(*), from quotes group by article_id, position having count(*) > 1
union all
select 'statement', article_id, position, count(*), from statements group by article_id, position having count(*) > 1
union all
select 'link', article_id, position, count(*), from links group by article_id, position having count(*) > 1
union all
select 'quoted term', any_value(article_id), start_char, count(*),
from quoted_terms group by paragraph_id, start_char, end_char having count(*) > 1
union all
select 'quote in history', any_value(article_id), version, count(*),
from history.quotes group by quote_id, version having count(*) > 1
union all
select 'statement in history', any_value(article_id), version, count(*),
from history.statements group by statement_id, version having count(*) > 1;
