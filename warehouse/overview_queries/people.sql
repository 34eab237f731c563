-- one row per person, those quoted most first, copies left out; times has how often in which $grain, the
-- first first
with said as (
  select q.speaker_id, a.source_id, a.article_id, a.published_date,
  from quotes as q
  join articles as a using (article_id)
  where q.speaker_id is not null and not a.is_copy
    and q.speaker_id in (select speaker_id from speakers where kind = 'person')
    and ($since::date is null or a.published_date >= $since) and ($until::date is null or a.published_date <= $until)
),
most as (
  select
    speaker_id,
    count(*) as quotes,
    count(distinct article_id) as articles,
    count(distinct source_id) as sources,
    min(published_date) as first_date,
    max(published_date) as last_date,
  from said
  group by speaker_id
  order by quotes desc, speaker_id
  limit $limit
),
timed as (
  select speaker_id, date_trunc($grain, published_date)::date as begins_on, count(*) as quotes,
  from said
  where published_date is not null and speaker_id in (select speaker_id from most)
  group by speaker_id, begins_on
)
select
  m.speaker_id,
  any_value(s.name) as name,
  any_value(m.quotes) as quotes,
  any_value(m.articles) as articles,
  any_value(m.sources) as sources,
  any_value(m.first_date) as first_date,
  any_value(m.last_date) as last_date,
  list({'begins_on': t.begins_on, 'quotes': t.quotes} order by t.begins_on) filter (t.begins_on is not null) as times,
from most as m
join speakers as s using (speaker_id)
left join timed as t using (speaker_id)
group by m.speaker_id
order by quotes desc, name, m.speaker_id;
