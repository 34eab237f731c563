-- one row per paragraph of one article, in reading order
select paragraph_id, position, kind, text, start_char,
from paragraphs
where article_id = $id
order by position;
