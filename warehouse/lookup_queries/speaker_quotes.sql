-- one row per quote of one speaker, the latest first
-- Which these are is found without their texts, which are then read by row number: a third of the time.
with latest as (
  select q.rowid as quote_row, a.title, a.source_id, a.published_date, a.is_copy, a.article_id, q.position,
  from quotes as q
  join articles as a using (article_id)
  where q.speaker_id = $id
  order by a.published_date desc nulls last, a.article_id, q.position
  limit $limit offset $start
)
select
  q.quote_id, q.text as quote, latest.article_id, latest.title, latest.source_id, s.name as source, latest.published_date,
  latest.is_copy,
from latest
join (select rowid as quote_row, quote_id, text, from quotes where rowid in (select quote_row from latest)) as q using (quote_row)
left join sources as s using (source_id)
order by latest.published_date desc nulls last, latest.article_id, latest.position;
