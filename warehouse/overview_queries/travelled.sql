-- one row per wording of $words words or more that several stories print, in most sources first; prints has the first
-- $prints articles that do, the first first
with furthest as (
  select quote_key, quote, speaker, stories, sources, first_date,
  from quotations
  where stories > 1 and sources > 1 and speaker is not null and length(quote) - length(replace(quote, ' ', '')) >= $words - 1
    and ($since::date is null or first_date >= $since) and ($until::date is null or first_date <= $until)
  order by sources desc, stories desc, first_date desc nulls last, quote_key
  limit $limit
),
printed as (
  select distinct on (q.quote_key, a.article_id)
    q.quote_key, q.quote_id, q.speaker_id, a.article_id, a.published_date, a.published_at, a.title, a.url, a.is_copy,
    coalesce(s.name, a.source_id) as source,
  from quotes as q
  join articles as a using (article_id)
  left join sources as s on s.source_id = a.source_id
  where q.quote_key in (select quote_key from furthest)
  order by q.quote_key, a.article_id, q.position
)
select
  f.quote_key,
  any_value(f.quote) as quote,
  any_value(f.speaker) as speaker,
  mode(p.speaker_id order by p.speaker_id) as speaker_id,
  any_value(f.stories) as stories,
  any_value(f.sources) as sources,
  count(*) as articles,
  list(
    {
      'quote_id': p.quote_id, 'article_id': p.article_id, 'published_date': p.published_date, 'source': p.source,
      'title': p.title, 'url': p.url, 'is_copy': p.is_copy,
    }
    order by coalesce(p.published_at, p.published_date::timestamp) nulls last, p.article_id
  )[1:$prints] as prints,
from furthest as f
join printed as p using (quote_key)
group by f.quote_key
order by sources desc, stories desc, any_value(f.first_date) desc nulls last, f.quote_key;
