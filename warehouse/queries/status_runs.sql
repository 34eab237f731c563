-- the latest runs, latest first
select
  run_id, flow, state, found, new, updated, rebuilt, unchanged, skipped, failed,
  epoch(ended_at - started_at)::decimal(9, 1) as seconds, error,
from ops.runs
order by started_at desc, run_id desc
limit 5;
