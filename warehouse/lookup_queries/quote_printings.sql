-- one row per place where one wording was printed, the first one first; what has no date comes last
select
  quote_id, quote, article_id, title, source_id, source, speaker_id, speaker, published_date, is_copy,
  count(*) over () as printings,
from v_quotes
where quote_key = $quote_key
order by coalesce(published_at, published_date::timestamp) nulls last, article_id, position
limit 200;
