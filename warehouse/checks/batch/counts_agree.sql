-- the counts on an article are those of its rows, and positions run from 1 without a gap
select a.article_id, a.paragraph_count, p.paragraphs, p.last_paragraph, a.quote_count, q.quotes, q.last_quote,
from articles as a
left join (
  select article_id, count(*) as paragraphs, max(position) as last_paragraph, from paragraphs group by article_id
) as p using (article_id)
left join (
  select article_id, count(*) as quotes, max(position) as last_quote, from quotes group by article_id
) as q using (article_id)
where (a.paragraph_count, a.paragraph_count) <> (coalesce(p.paragraphs, 0), coalesce(p.last_paragraph, 0))
  or (a.quote_count, a.quote_count) <> (coalesce(q.quotes, 0), coalesce(q.last_quote, 0));
