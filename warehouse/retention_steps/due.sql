-- one row: whether there is anything from before a time, and no retention has ended since
select
  exists (from ops.runs where started_at < getvariable('since'))
  and not exists (from ops.runs where flow = 'retention' and state = 'ok' and ended_at > getvariable('since')) as is_due;
