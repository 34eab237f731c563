-- one row per article of the part asked for: its latest reading whose bytes may be there still
with latest as (
  select article_id, max(rowid) as place,
  from ops.fetches
  where kind = 'page'
    and outcome in ('new', 'updated', 'rebuilt', 'unchanged')
    and article_id is not null
    and (warc_file is not null or starts_with(url, 'file:'))
  group by article_id
)
select
  f.url, a.source_id, a.article_id, a.extractor, r.software,
  coalesce(p.entry::varchar, '{}') as hints,
  null as url_key,
  null::timestamp as next_check_at,
  f.http_status, f.final_url, f.hops, f.attempts, f.etag, f.last_modified, f.content_sha256,
  f.warc_file, f.warc_offset, f.warc_length, f.blocked_by,
from articles as a
left join latest using (article_id)
left join ops.fetches as f on f.rowid = latest.place
left join ops.runs as r on r.run_id = a.run_id
left join ops.frontier as p on p.url = f.url
where ($source_ids::varchar[] is null or a.source_id in (select unnest($source_ids::varchar[])))
  and ($since::timestamp is null or a.last_seen_at >= $since)
  and ($before::timestamp is null or a.last_seen_at < $before)
  and ($named::varchar[] is null or exists (
    from (select unnest($named::varchar[]) as name)
    where name in (a.article_id, a.url, f.url) or a.url glob name or f.url glob name
  ))
  and ($software::varchar[] is null or coalesce(r.software in (select unnest($software::varchar[])), true))
  and ($quality_below::double is null or coalesce(a.quality < $quality_below, true))
-- As they lie on disk.
order by f.warc_file, f.warc_offset, f.url, a.article_id;
