-- a row in the log for each request of this run for a document
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
