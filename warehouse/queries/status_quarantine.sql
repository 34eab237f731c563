-- one row per reason why pages gave no article
select
  reason,
  count(*) as pages,
  min(first_failed_at) as first_failed_at,
  max(last_failed_at) as last_failed_at,
  arg_max(url, last_failed_at) as latest_url,
  arg_max(message, last_failed_at) as latest_message,
from ops.quarantine
group by reason
order by pages desc, reason;
