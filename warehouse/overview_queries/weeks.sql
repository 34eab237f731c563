-- one row per week from Monday on, up to that of the latest article, and at most $weeks of them; a week without is a zero
with counted as (
  select
    date_trunc('week', published_date)::date as week,
    count(*) as articles,
    count(*) filter (is_copy) as copies,
  from articles
  where published_date is not null
    and ($since::date is null or published_date >= $since) and ($until::date is null or published_date <= $until)
  group by week
),
-- What a page says of days to come is a mistake, or a plan.
filled as (select max(coalesce(ended_at, started_at))::date as filled_on, from ops.runs),
latest as (select max(week) as week, from counted, filled where week <= filled_on),
calendar as (
  select unnest(
    generate_series(greatest((select min(week) from counted), week - 7 * ($weeks::integer - 1)), week, interval 7 day)
  )::date as week,
  from latest
)
select
  week,
  coalesce(counted.articles, 0) as articles,
  coalesce(counted.copies, 0) as copies,
  -- As seen by the last run: after it nothing was read.
  filled_on < week + 7 as is_unfinished,
from calendar
cross join filled
left join counted using (week)
order by week;
