-- the quotes with all words of $terms, latest first, of one speaker and one source where these are given
select quote_id, published_date, source, speaker, quote, kind, confidence, title, url, is_copy,
from search_quotes($terms)
where ($speaker is null or quote_id in (select quote_id from quotes_by($speaker)))
  and ($source is null or source_id = $source or fold(source) = fold($source))
order by published_date desc nulls last, quote_id
limit $limit;
