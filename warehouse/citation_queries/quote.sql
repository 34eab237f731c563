-- one quote, the article that prints it, and the earliest of those that printed the same words before
with cited as (
  select quote_key, quote, speaker, speaker_role, via, article_id, source_id, published_date, published_at,
  from v_quotes
  where quote_id = $quote_id
),
printed_before as (
  select e.title, e.url, e.source, e.published_date,
  from v_quotes as e
  join cited as c on e.quote_key = c.quote_key and e.source_id != c.source_id
  where e.published_date < coalesce(c.published_date, date 'infinity') or e.published_at < c.published_at
  order by coalesce(e.published_at, e.published_date::timestamp), e.article_id
  limit 1
)
select
  c.quote, c.speaker, c.speaker_role, c.via,
  a.title, a.url, s.name, a.published_date, a.first_seen_at,
  b.title, b.url, b.source, b.published_date, null::timestamp,
from cited as c
join articles as a using (article_id)
left join sources as s on s.source_id = a.source_id
left join printed_before as b on true;
