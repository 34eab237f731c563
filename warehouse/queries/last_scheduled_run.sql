-- one row: when the latest run by schedule began that came to an end of its own, and the sources that are known
select
  (
    select max(started_at) from ops.runs
    where flow = 'run' and trigger = 'schedule' and ended_at is not null
      and error is distinct from 'the process died' and error is distinct from 'interrupted'
  ) as started_at,
  (select coalesce(list(source_id), []) from sources) as source_ids;
