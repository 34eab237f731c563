-- a quote's offsets cut its text out of its paragraph
select q.quote_id, q.text, substr(p.text, q.start_char + 1, q.end_char - q.start_char) as cut,
from quotes as q
join paragraphs as p using (paragraph_id)
where q.text <> substr(p.text, q.start_char + 1, q.end_char - q.start_char)
  or p.article_id <> q.article_id;
