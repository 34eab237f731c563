-- documents as they were last read
delete from ops.documents
where (url, coalesce(source_id, '')) in (select (url, coalesce(source_id, '')) from read_documents);

insert into ops.documents by name
select
  url, kind, source_id, outcome, message,
  status as http_status,
  etag, last_modified, content_sha256, fetched_at, ok_at, failing_since, failures, next_check_at, moved_to, moved_runs,
  wanted_sha256, body,
from read_documents
qualify row_number() over (partition by url, source_id order by fetched_at desc) = 1;
