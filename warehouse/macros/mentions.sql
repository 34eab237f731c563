-- one row per period: the share of articles that have the term in them, copies left out
-- The articles that match are counted apart: in a where, what is cheap to ask is asked first; in a filter (…) all is.
create macro mentions(term, grain := 'month') as table
with told as (
  select date_trunc(grain, published_date)::date as period, count(*) as total,
  from articles
  where published_date is not null and not is_copy
  group by period
),
found as (
  select date_trunc(grain, published_date)::date as period, count(*) as matching,
  from articles
  where published_date is not null and not is_copy
    and may_have_word(text, term) and has_word(text, term)
  group by period
)
select
  period,
  total,
  coalesce(found.matching, 0) as matching,
  round(100 * coalesce(found.matching, 0) / total, 2) as pct,
from told
left join found using (period)
order by period;

comment on macro table mentions is 'mentions(''term'', grain := ''month''): attention over time, the share of articles that have the word, the phrase or the ''beginning*''.';
