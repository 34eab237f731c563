-- one row per reason why pages gave no article
select reason, count(*) as pages, max(last_failed_at) as last_failed_at, arg_max(url, last_failed_at) as latest_url,
from ops.quarantine
group by reason
order by pages desc, reason;
