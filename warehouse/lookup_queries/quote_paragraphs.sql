-- one row per paragraph around one quote, two on either side
select p.paragraph_id, p.position, p.kind, p.text, p.start_char,
from quotes as q
join paragraphs as own on own.article_id = q.article_id and own.paragraph_id = q.paragraph_id
join paragraphs as p on p.article_id = q.article_id and p.position between own.position - 2 and own.position + 2
where q.quote_id = $id
order by p.position;
