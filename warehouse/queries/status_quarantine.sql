-- one row per reason why pages gave no article; to_retry are those that a run will try again, attempts those of the most tried
select
  reason,
  count(*) as pages,
  count(next_try_at) as to_retry,
  min(next_try_at) as next_try_at,
  max(attempts) as attempts,
  max(last_failed_at) as last_failed_at,
  arg_max(url, last_failed_at) as latest_url,
from ops.quarantine
group by reason
order by pages desc, reason;
