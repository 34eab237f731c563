-- a quoted term's offsets cut its text out of its paragraph
select t.article_id, t.text, substr(p.text, t.start_char + 1, t.end_char - t.start_char) as cut,
from quoted_terms as t
left join paragraphs as p using (paragraph_id)
where p.paragraph_id is null
  or p.article_id <> t.article_id
  or t.text <> substr(p.text, t.start_char + 1, t.end_char - t.start_char);
