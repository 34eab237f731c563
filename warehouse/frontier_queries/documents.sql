-- one row per document of $source_ids
select
  url, kind, source_id, outcome, message,
  http_status as status,
  etag, last_modified, content_sha256, fetched_at, ok_at, failing_since, failures, next_check_at, moved_to, moved_runs,
  wanted_sha256, body,
from ops.documents
where source_id in (select unnest($source_ids::varchar[]));
