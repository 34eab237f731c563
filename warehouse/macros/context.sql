-- the paragraphs around a quote, n on either side, the quote between »…«
create macro context(id, n := 1) as table
select
  p.position,
  p.position = own.position as is_quote_paragraph,
  case
    when p.position = own.position
    then substr(p.text, 1, q.start_char) || '»' || q.text || '«' || substr(p.text, q.end_char + 1)
    else p.text
  end as text,
from quotes as q
-- By article too: DuckDB then looks for one article in both.
join paragraphs as own on own.article_id = q.article_id and own.paragraph_id = q.paragraph_id
join paragraphs as p on p.article_id = q.article_id and p.position between own.position - n and own.position + n
where q.quote_id = id
order by p.position;

comment on macro table context is 'context(''quote_id'', n := 1): n paragraphs either side of a quote, the quote between »…«.';
