-- a statement's offsets cut its text out of its paragraph
select s.statement_id, s.text, substr(p.text, s.start_char + 1, s.end_char - s.start_char) as cut,
from statements as s
join paragraphs as p using (paragraph_id)
where s.text <> substr(p.text, s.start_char + 1, s.end_char - s.start_char)
  or p.article_id <> s.article_id;
