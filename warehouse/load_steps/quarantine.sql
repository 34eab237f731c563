-- failed pages go into quarantine or stay there, and leave it with their article
create or replace temp table batch_quarantine as
with latest as (
  from batch_logged
  where outcome not in ('deferred', 'forgotten')
  qualify row_number() over (partition by entry_url order by reading desc) = 1
),
failed as (
  select entry_url, count(*) as attempts, min(read_at) as first_failed_at, max(read_at) as last_failed_at,
  from batch_logged
  where outcome not in ('deferred', 'forgotten') and stands_for is null
  group by entry_url
)
select
  l.entry_url as url,
  l.source_id,
  -- Bytes that are as they were when they failed fail for the same reason.
  q.url is not null and l.outcome in ('not_modified', 'unchanged') as is_as_before,
  if(is_as_before, q.reason, l.outcome) as reason,
  if(is_as_before, q.message, l.said) as message,
  coalesce(q.attempts, 0) + f.attempts as attempts,
  coalesce(q.first_failed_at, f.first_failed_at) as first_failed_at,
  f.last_failed_at,
  q.raw_path,
  l.next_check_at as next_try_at,
from latest as l
join failed as f using (entry_url)
left join ops.quarantine as q on q.url = l.entry_url
where l.stands_for is null;

delete from ops.quarantine where url in (select entry_url from batch_logged where outcome <> 'deferred');
insert into ops.quarantine by name
select * exclude (is_as_before) from batch_quarantine;

update ops.quarantine
set next_try_at = r.next_check_at
from batch_logged as r
where quarantine.url = r.entry_url and r.outcome = 'deferred';
