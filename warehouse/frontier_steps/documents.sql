-- documents as they were last read, and a row in the log for each request of this run
delete from ops.documents
where (url, coalesce(source_id, '')) in (select (url, coalesce(source_id, '')) from read_documents);

insert into ops.documents by name
select
  url, kind, source_id, outcome, message,
  status as http_status,
  etag, last_modified, content_sha256, fetched_at, ok_at, failing_since, failures, next_check_at, moved_to, moved_runs, body,
from read_documents
qualify row_number() over (partition by url, source_id order by fetched_at desc) = 1;

insert into ops.fetches by name
select
  'f' || substr(sha256(concat_ws(' ', getvariable('run_id'), kind, source_id, url, fetched_at)), 1, 12) as fetch_id,
  getvariable('run_id') as run_id,
  source_id, url, fetched_at, kind,
  if(outcome = 'ok', 'listed', outcome) as outcome,
  wire_bytes as bytes,
  duration_ms, message,
  unnest(exchange),
from read_documents
where exchange is not null
  -- A robots.txt that several sources of a host bring is one request.
  and fetch_id not in (select fetch_id from ops.fetches where run_id = getvariable('run_id'));
