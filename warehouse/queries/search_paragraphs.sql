-- the paragraphs with the words of $terms, best or latest first, that quote one speaker and are of one source and time where given
select p.paragraph_id, p.published_date, s.name as source, p.title, p.position, p.text, p.url, p.is_copy, p.score,
from search_paragraphs($terms) as p
left join sources as s using (source_id)
where (
    ($speaker is null and $confidence is null)
    or p.paragraph_id in (
      select paragraph_id
      from quotes
      where confidence >= coalesce($confidence, 0)
        and ($speaker is null or quote_id in (select quote_id from quotes_by($speaker)))
    )
  )
  and ($source is null or p.source_id = $source or fold(s.name) = fold($source))
  and ($since is null or p.published_date >= $since)
  and ($until is null or p.published_date <= $until)
order by p.score desc nulls last, p.published_date desc nulls last, p.article_id, p.position
limit $limit;
