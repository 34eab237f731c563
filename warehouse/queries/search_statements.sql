-- the statements with the words of $terms, best or latest first, of one speaker, source and time where these are given
select statement_id, published_date, source, speaker, statement, kind, confidence, title, url, is_copy, score,
from search_statements($terms)
where (
    $speaker is null
    or speaker_id in (
      select speaker_id
      from speakers
      where contains(fold(name), fold($speaker)) or contains(fold(array_to_string(aliases, chr(10))), fold($speaker))
    )
  )
  and ($confidence is null or confidence >= $confidence)
  and ($source is null or source_id = $source or fold(source) = fold($source))
  and ($since is null or published_date >= $since)
  and ($until is null or published_date <= $until)
order by score desc nulls last, published_date desc nulls last, statement_id
limit $limit;
