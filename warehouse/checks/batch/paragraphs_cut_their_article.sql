-- a paragraph's offsets cut its text out of its article
select p.paragraph_id, p.text, substr(a.text, p.start_char + 1, p.end_char - p.start_char) as cut,
from paragraphs as p
join articles as a using (article_id)
where p.text <> substr(a.text, p.start_char + 1, p.end_char - p.start_char);
