-- the latest runs, latest first
select run_id, flow, trigger, state, started_at, ended_at, found, fetched, new, updated, unchanged, skipped, failed, error,
from ops.runs
order by started_at desc, run_id desc
limit 5;
