-- one row per address from which $wanted was read, an article (by id or URL) or a page (by an address it has), the present version's first
with reading as (
  select
    f.*,
    f.rowid as place,
    f.warc_file is not null or starts_with(f.url, 'file:') as is_kept,
  from ops.fetches as f
  left join articles as a using (article_id)
  where f.kind = 'page' and $wanted in (f.article_id, f.url, f.final_url, a.url)
),
latest as (
  select
    arg_max(place, (is_kept, place)) as place,
    max((outcome in ('new', 'updated', 'rebuilt'), fetched_at)) as standing,
  from reading
  group by url
)
select
  f.url,
  coalesce(f.source_id, '') as source_id,
  f.article_id,
  null as extractor,
  null as software,
  coalesce(p.entry::varchar, '{}') as hints,
  null as url_key,
  null::timestamp as next_check_at,
  f.http_status, f.final_url, f.hops, f.attempts, f.etag, f.last_modified, f.content_sha256,
  f.warc_file, f.warc_offset, f.warc_length, f.blocked_by,
from latest
join reading as f using (place)
left join ops.frontier as p on p.url = f.url
order by latest.standing desc, f.url;
