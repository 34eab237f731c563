-- one row per source, those with most articles first: what it brings, copies apart; all of them without a limit of days
select
  s.source_id,
  s.name,
  count(a.article_id) as articles,
  count(a.article_id) filter (a.is_copy) as copies,
  coalesce(sum(a.quote_count) filter (not a.is_copy), 0)::bigint as quotes,
  max(a.published_date) as last_date,
  max(a.last_seen_at) as last_seen_at,
from sources as s
left join articles as a
  on a.source_id = s.source_id
  and ($since::date is null or a.published_date >= $since) and ($until::date is null or a.published_date <= $until)
group by s.source_id, s.name
having count(a.article_id) > 0 or ($since::date is null and $until::date is null)
order by articles desc, s.name, s.source_id
limit $limit;
