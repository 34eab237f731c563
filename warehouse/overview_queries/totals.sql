-- one row: what the warehouse holds of the days from $since to $until, each null for no limit, and when it was last filled
with wanted as (
  select article_id, source_id, published_date, is_copy,
  from articles
  where ($since::date is null or published_date >= $since) and ($until::date is null or published_date <= $until)
),
said as (
  -- Of an article and its copies the words were said once.
  select count(*) as quotes, count(q.speaker_id) as attributed, count(distinct q.speaker_id) as speakers,
  from quotes as q
  join wanted as w on w.article_id = q.article_id and not w.is_copy
),
counted as (
  select
    count(*) as articles,
    count(*) filter (is_copy) as copies,
    count(*) filter (published_date is null) as undated,
    count(distinct source_id) as sources,
    min(published_date) as first_date,
    max(published_date) as last_date,
  from wanted
)
select
  c.articles, c.copies, c.undated, c.sources, s.quotes, s.attributed, s.speakers, c.first_date, c.last_date,
  (select max(coalesce(ended_at, started_at)) from ops.runs) as filled_at,
from counted as c
cross join said as s;
