-- one row per quote, the latest first, copies left out
-- The articles come first: of a hundred thousand the quotes of a few are looked up.
with newest as (
  select article_id, published_date, published_at, first_seen_at, source_id, title, url,
  from articles
  where quote_count > 0 and not is_copy
    and ($since::date is null or published_date >= $since) and ($until::date is null or published_date <= $until)
  order by published_date desc nulls last, published_at desc nulls last, first_seen_at desc, article_id
  limit $limit
)
select
  q.quote_id, q.text as quote, q.cue, q.confidence, q.speaker_id, sp.name as speaker, q.speaker_role,
  a.published_date, coalesce(s.name, a.source_id) as source, a.source_id, a.article_id, a.title, a.url,
from newest as a
join quotes as q using (article_id)
left join speakers as sp using (speaker_id)
left join sources as s on s.source_id = a.source_id
order by
  a.published_date desc nulls last, a.published_at desc nulls last, a.first_seen_at desc, a.article_id, q.position
limit $limit;
