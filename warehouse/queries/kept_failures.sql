-- one row per page in quarantine of the part asked for: its latest reading whose bytes may be there still
with latest as (
  select url, max(rowid) as place,
  from ops.fetches
  where kind = 'page' and article_id is null and (warc_file is not null or starts_with(url, 'file:'))
  group by url
)
select
  f.url, q.source_id,
  null as article_id,
  null as extractor,
  null as software,
  coalesce(p.entry::varchar, '{}') as hints,
  p.url_key, p.next_check_at,
  f.http_status, f.final_url, f.hops, f.attempts, f.etag, f.last_modified, f.content_sha256,
  f.warc_file, f.warc_offset, f.warc_length, f.blocked_by,
from ops.quarantine as q
left join latest using (url)
left join ops.fetches as f on f.rowid = latest.place
left join ops.frontier as p on p.url = q.url
where ($source_ids::varchar[] is null or q.source_id in (select unnest($source_ids::varchar[])))
  and ($since::timestamp is null or q.last_failed_at >= $since)
  and ($before::timestamp is null or q.last_failed_at < $before)
  and ($named::varchar[] is null or exists (
    from (select unnest($named::varchar[]) as name) where name = q.url or q.url glob name
  ))
order by f.warc_file, f.warc_offset, f.url, q.url;
