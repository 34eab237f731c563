-- the quotes with the words of $terms, best or latest first, of one speaker, source and time where these are given
select quote_id, published_date, source, speaker, quote, kind, confidence, title, url, is_copy, score,
from search_quotes($terms)
where ($speaker is null or quote_id in (select quote_id from quotes_by($speaker)))
  and ($confidence is null or confidence >= $confidence)
  and ($source is null or source_id = $source or fold(source) = fold($source))
  and ($since is null or published_date >= $since)
  and ($until is null or published_date <= $until)
order by score desc nulls last, published_date desc nulls last, quote_id
limit $limit;
