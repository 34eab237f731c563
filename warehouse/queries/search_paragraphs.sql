-- the paragraphs with all words of $terms, latest article first, that quote one speaker and are of one source where given
select p.paragraph_id, p.published_date, s.name as source, p.title, p.position, p.text, p.url, p.is_copy,
from search_paragraphs($terms) as p
left join sources as s using (source_id)
where ($speaker is null or p.paragraph_id in (select paragraph_id from quotes_by($speaker)))
  and ($source is null or p.source_id = $source or fold(s.name) = fold($source))
order by p.published_date desc nulls last, p.article_id, p.position
limit $limit;
