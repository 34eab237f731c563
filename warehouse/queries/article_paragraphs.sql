-- the paragraphs of one article, in reading order
select position, kind, text, paragraph_id, from paragraphs where article_id = $article_id order by position;
