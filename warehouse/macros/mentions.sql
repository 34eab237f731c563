-- one row per period: the share of articles that have the term in them, copies left out
create macro mentions(term, grain := 'month') as table
select
  date_trunc(grain, published_date)::date as period,
  count(*) as total,
  count(*) filter (has_word(text, term)) as matching,
  round(100 * matching / total, 2) as pct,
from articles
where published_date is not null and not is_copy
group by period
order by period;

comment on macro table mentions is 'mentions(''term'', grain := ''month''): attention over time, the share of articles that contain the term.';
