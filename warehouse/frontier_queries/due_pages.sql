-- one row per page of $source_id, or of any source, whose time has come, newest first; with $url_keys only those among them
select
  url_key, url, source_id, entry, why, etag, last_modified, content_sha256, loaded_at, checks, failures,
  content is not null as has_content,
from ops.frontier
where ($source_id is null or source_id = $source_id)
  and next_check_at <= $now
  and ($url_keys::varchar[] is null or url_key in (select unnest($url_keys::varchar[])))
order by stated_at desc nulls last, found_at desc, url_key
limit $limit;
