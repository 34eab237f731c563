-- the latest runs, latest first
select
  run_id, flow, trigger, state, started_at, heartbeat_at, ended_at, found, new, updated, rebuilt, unchanged, skipped, failed,
  epoch(ended_at - started_at)::decimal(9, 1) as seconds, error, flow_run_id,
from ops.runs
order by started_at desc, run_id desc
limit 5;
