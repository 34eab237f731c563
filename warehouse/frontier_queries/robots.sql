-- one row per robots.txt that was asked for, or last had, since $since
select
  url, kind, source_id, outcome, message,
  http_status as status,
  etag, last_modified, content_sha256, fetched_at, ok_at, failing_since, failures, next_check_at, moved_to, moved_runs, body,
from ops.documents
where kind = 'robots' and greatest(fetched_at, ok_at) >= $since;
