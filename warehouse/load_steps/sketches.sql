-- one row per article that this turn writes and that is long enough to be compared
create or replace temp table batch_sketches as
select
  s.article_id,
  coalesce(s.published_date, w.first_seen_at::date) as compared_on,
  unnest(s.sketch),
from batch_staged as s
join batch_writes as w using (reading)
where s.sketch is not null;
