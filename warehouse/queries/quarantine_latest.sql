-- one row per page in quarantine, the latest failures first, up to $limit
select
  url, reason, message, source_id as source, first_failed_at as first_seen_at, attempts,
from ops.quarantine
order by last_failed_at desc, url
limit $limit;
