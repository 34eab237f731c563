-- one row per run whose work an export has to hold: all, or those that had not ended at the time since
create or replace temp table exported_runs as
select run_id, flow,
from ops.runs
where getvariable('since') is null or ended_at is null or ended_at > getvariable('since');
