-- one row per sitemap of $source_id that was had in runs named $flow: when it was last
select url, max(fetched_at) as read_at,
from ops.fetches
where kind = 'sitemap' and outcome = 'listed' and source_id = $source_id
  and run_id in (select run_id from ops.runs where flow = $flow)
group by url;
